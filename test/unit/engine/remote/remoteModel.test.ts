import { describe, expect, it } from 'vitest';
import {
  chatTemplate,
  llama3Template,
  qwen2Template,
} from '../../../../src/core/prompt/familyTemplates';
import type { RemoteApi } from '../../../../src/engine/remote/remoteApi';
import { remoteModel } from '../../../../src/engine/remote/remoteModel';

describe('what is known of a model by its name', () => {
  it.each<readonly [string, RemoteApi, boolean, unknown, number]>([
    ['hemingkx/TokenSkip-Qwen2.5-7B-Instruct-GSM8K', 'auto', false, qwen2Template, 6],
    ['Qwen/Qwen2.5-7B-Instruct', 'auto', false, qwen2Template, 0],
    ['tokenskip-llama-3.1-8b', 'auto', false, llama3Template, 6],
    ['tokenskip-llama-3.1-8b', 'chat', false, chatTemplate, 0],
    // Ollama puts completions into its template too.
    ['qwen2.5-tokenskip:latest', 'auto', true, chatTemplate, 6],
    ['qwen2.5-tokenskip:latest', 'completions', true, qwen2Template, 6],
    ['mistral-7b', 'auto', false, chatTemplate, 0],
  ])('%s, %s', (name, api, alwaysTemplates, prompt, ratioCount) => {
    const model = remoteModel({ name, contextLength: undefined, alwaysTemplates }, api);
    expect(model.prompt).toBe(prompt);
    expect(model.trainedRatios).toHaveLength(ratioCount);
    expect(model.calibration).toBeUndefined();
  });
});

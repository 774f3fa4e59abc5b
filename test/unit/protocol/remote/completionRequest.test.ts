import { describe, expect, it } from 'vitest';
import { chatTemplate, qwen2Template } from '../../../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../../../src/core/prompt/promptTemplate';
import { rawPrompt } from '../../../../src/core/prompt/rawPrompt';
import { completionRequest } from '../../../../src/protocol/remote/completionRequest';

const raw = renderPrompt(qwen2Template, { question: 'Q?', keepRatio: 0.5 });
const options = { model: 'm', maxNewTokens: 64, sampling: {}, seed: 7, stops: [] };

describe('completionRequest', () => {
  it('sends nothing that the protocol does not name unless it is asked for', () => {
    expect(completionRequest(raw, options)).toStrictEqual({
      path: 'completions',
      body: {
        model: 'm',
        prompt: rawPrompt(raw),
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 64,
        temperature: 0,
        top_p: 1,
        seed: 7,
      },
    });
  });

  it('sends a prompt of roles to the chat', () => {
    const { path, body } = completionRequest(
      renderPrompt(chatTemplate, { question: 'Q?' }),
      options,
    );
    expect(path).toBe('chat/completions');
    expect(body).not.toHaveProperty('prompt');
    expect(body.messages).toMatchObject([{ role: 'system' }, { role: 'user' }]);
  });

  it('names all that was asked for, the penalty for both servers, and four stops', () => {
    const sampling = { temperature: 0.7, topK: 20, topP: 0.9, minP: 0.05, repetitionPenalty: 1.1 };
    const stops = ['a', 'b', 'c', 'd', 'e'];
    expect(completionRequest(raw, { ...options, sampling, stops }).body).toMatchObject({
      temperature: 0.7,
      top_k: 20,
      top_p: 0.9,
      min_p: 0.05,
      repetition_penalty: 1.1,
      repeat_penalty: 1.1,
      stop: ['a', 'b', 'c', 'd'],
    });
  });
});

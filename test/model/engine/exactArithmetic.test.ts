import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEquations } from '../../../src/core/arithmetic/checkEquations';
import { qwen2Template } from '../../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../../src/core/prompt/promptTemplate';
import { loadModelRuntime } from '../../../src/inference/loadModelRuntime';
import type { ModelRuntime } from '../../../src/inference/modelRuntime';
import { silentLogger } from '../../../src/protocol/logger';
import { embeddedModelDir } from '../../support/embeddedModel';
import { silentHooks } from '../support/silentHooks';

/** Two that the model computes wrongly, and one that it knows. */
const questions = [
  'Complete the equation: 123456789 * 987654321 =',
  'What is 98765 + 43217, times 3?',
  'What is 7 * 8?',
];

interface Written {
  readonly text: string;
  readonly streamed: string;
  readonly corrections: number | undefined;
  /** Equations that do not hold. */
  readonly failing: number;
}

describe('exact arithmetic with the base on the CPU', () => {
  let runtime: ModelRuntime;

  beforeAll(async () => {
    const params = { modelDir: embeddedModelDir, device: 'cpu' as const };
    runtime = await loadModelRuntime(params, silentLogger);
  });
  afterAll(() => runtime.close());

  const write = async (exactArithmetic: boolean): Promise<readonly Written[]> => {
    const streamed = questions.map(() => '');
    const prompts = questions.map((question) =>
      renderPrompt(qwen2Template, { question, keepRatio: 1 }),
    );
    const { outputs } = await runtime.generate(
      { prompts, maxNewTokens: 160, batchSize: prompts.length, exactArithmetic },
      { ...silentHooks, onToken: (row, text) => (streamed[row] = (streamed[row] ?? '') + text) },
      new AbortController().signal,
    );
    return outputs.map(({ text, corrections }, row) => ({
      ...{ text, corrections, streamed: streamed[row] ?? '' },
      failing: checkEquations(text).filter(({ status }) => status === 'fails').length,
    }));
  };

  it('gives the results that the model cannot compute, and leaves those that it can', async () => {
    const total = (rows: readonly Written[]): number =>
      rows.reduce((sum, { failing }) => sum + failing, 0);
    const plain = await write(false);
    const exact = await write(true);
    expect(total(plain)).toBeGreaterThan(0);
    expect(total(exact)).toBeLessThan(total(plain));
    expect(exact.map(({ streamed }) => streamed)).toEqual(exact.map(({ text }) => text));
    expect(exact[0]!.text).toContain('121932631112635269');
    expect(exact[0]!.corrections).toBeGreaterThan(0);
    expect(exact[2]).toMatchObject({ corrections: 0, failing: 0 });
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPromptTemplate } from '../../../src/core/prompt/isPromptTemplate';
import { renderPrompt } from '../../../src/core/prompt/promptTemplate';
import type { AskedQuestion } from '../../../src/pipeline/trainingQuestions';
import { askedAt, readTrainingQuestions } from '../../../src/pipeline/trainingQuestions';

const recipe = new URL('../../../models/recipe/', import.meta.url);
let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'questions-')), 'questions.jsonl');
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

describe('readTrainingQuestions', () => {
  it('reads the earlier turns of a follow-up', async () => {
    const before = [
      { question: 'Other?', answer: 'Because. #### 1,000' },
      { question: 'What is 8 + 1?', answer: '9', kind: 'passed over' },
    ];
    const row = { question: 'And with 12?', answer: '13', before };
    await writeFile(file, `${JSON.stringify(row)}\n`);
    expect(await readTrainingQuestions(file)).toEqual([
      {
        ...row,
        before: [
          { question: 'Other?', answer: '1000' },
          { question: 'What is 8 + 1?', answer: '9' },
        ],
      },
    ]);
  });

  const turn = { question: 'What?', answer: '1' };
  it.each([null, 'before', turn, [], [{ question: 'What?' }], [turn, turn, turn, turn]])(
    'refuses %j as earlier turns',
    async (before) => {
      await writeFile(file, `${JSON.stringify({ question: 'And?', answer: '1', before })}\n`);
      await expect(readTrainingQuestions(file)).rejects.toMatchObject({ code: 'invalid-argument' });
    },
  );
});

describe('askedAt', () => {
  it('gives the prompts that the recipe is compared with', async () => {
    const template: unknown = JSON.parse(
      await readFile(new URL('prompts/qwen2.5.json', recipe), 'utf8'),
    );
    if (!isPromptTemplate(template)) throw new Error('no prompt template');
    // As in the recipe's tests, whose tiny vocabulary has no numerals beyond ASCII.
    const markers = [0.9, 0.5].map((ratio) => [ratio.toFixed(1), [ratio.toFixed(1)]]);
    const plain = { ...template, ratioMarkers: Object.fromEntries(markers) as object };
    if (!isPromptTemplate(plain)) throw new Error('no prompt template');
    const golden = JSON.parse(
      await readFile(new URL('tests/prompts.json', recipe), 'utf8'),
    ) as (AskedQuestion & { readonly ratio: number; readonly prompt: string })[];
    expect(golden).toHaveLength(6);
    for (const { ratio, prompt, ...question } of golden) {
      const parts = renderPrompt(plain, askedAt(question, ratio));
      expect(parts.map((part) => (part.kind === 'text' ? part.text : part.token)).join('')).toBe(
        prompt,
      );
    }
  });
});

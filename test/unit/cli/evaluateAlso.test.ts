import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alsoAnswers } from '../../../src/cli/commands/evaluateAlso';
import type { EvalHeader } from '../../../src/pipeline/eval/evalLog';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-also-'));
});
afterEach(() => rm(folder, { recursive: true }));

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const questions = '{"question": "What is 3 + 4?", "answer": "#### 7"}\n';
const reserve = '{"calibration": [0]}';
const header: EvalHeader = {
  ...{ benchmark: 'gsm8k', fileSha256: digest(questions), reserveSha256: digest(reserve) },
  ...{ model: 'm', modelSha256: 'b', format: 'balanced', maxTokens: 512, reserve: 'calibration' },
};
const row = {
  ...{ index: 0, run: 'original', mode: 'batch', correct: false, answer: '7', tokens: 9 },
  ...{ finishReason: 'stop', text: 'So 3 + 4 = 7, \\boxed{7}' },
};

describe('the logs of --also', () => {
  it('are graded anew on the questions of --also-files, in whatever order these stand', async () => {
    await writeFile(
      at('log.jsonl'),
      `${JSON.stringify({ eval: header })}\n${JSON.stringify(row)}\n`,
    );
    await writeFile(at('train.jsonl'), questions);
    await writeFile(at('reserve.json'), reserve);
    const [train, lines, also] = [at('train.jsonl'), at('reserve.json'), at('log.jsonl')];
    for (const files of [`${train},${lines}`, `${lines}, ${train}`]) {
      const found = await alsoAnswers({ also, 'also-files': files }, header);
      expect(found).toEqual([{ benchmark: 'gsm8k', rows: [{ ...row, correct: true }] }]);
    }
    for (const files of [{}, { 'also-files': train }, { 'also-files': lines }]) {
      await expect(alsoAnswers({ also, ...files }, header)).rejects.toThrow(/--also-files/);
    }
    expect(await alsoAnswers({}, header)).toEqual([]);
  });
});

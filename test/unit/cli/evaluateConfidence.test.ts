import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalibratedModel, CalibrationJob } from '../../../src/cli/commands/evaluateConfidence';
import {
  calibrateModel,
  calibrationMarkdown,
  calibrationText,
  requireMeasuredAdapter,
} from '../../../src/cli/commands/evaluateConfidence';
import { otherAnswers } from '../../../src/cli/commands/evaluateExtras';
import { askAtRatios } from '../../../src/engine/ask/askAtRatios';
import { parseAdapterFacts, parseManifest } from '../../../src/modelkit/manifest/parseManifest';
import type { EvalHeader, EvalRow } from '../../../src/pipeline/eval/evalLog';
import { parseMethods } from '../../../src/pipeline/eval/method';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import { ScriptedEngine, sessionOf } from '../support/scriptedEngine';
import { sampleManifest } from './sampleManifest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ratios-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Words, as the scripted engine counts them. */
const tokenizer = { count: (text: string): number => text.split(/\s+/).filter(Boolean).length };

const header: EvalHeader = {
  benchmark: 'gsm8k',
  fileSha256: 'a',
  model: 'm',
  modelSha256: 'b',
  format: 'balanced',
  maxTokens: 512,
  exactArithmetic: true,
  reserve: 'calibration',
};

const signals = {
  ...{ answerLogProb: -0.1, answerMargin: 2, chainLogProb: -0.2, weakestLogProb: -1 },
  ...{ holding: 1, failing: 0, isFinished: true, tokenCount: 20, fitsQuestion: true, lead: 0 },
  numbersUsed: 1,
};

function row(index: number, run: string, chainTokens: number, correct: boolean): EvalRow {
  const text = `${'word '.repeat(chainTokens)}\n\nThe final answer is: $\\boxed{7}$`;
  const written = { answer: '7', tokens: chainTokens, finishReason: 'stop', seconds: 1, text };
  return { index, run, mode: 'batch', correct, ...written, signals };
}

/** 100 words in full; at 0.5 every tenth question keeps 20, every other tenth 90, the rest 50. */
const short = [20, 90, 50, 50, 50, 50, 50, 50, 50, 50];
const rows = Array.from({ length: 60 }, (_, index) => [
  row(index, 'original', 100, index % 2 === 0),
  row(index, 'tokenskip@0.5', short[index % 10]!, index % 3 === 0),
]).flat();

async function calibrateFolder(
  methods: string,
  change: Partial<CalibrationJob> = {},
): Promise<CalibratedModel> {
  return calibrateModel({
    ...{ header, rows, tokenizer, also: [], folders: [folder], trainedRatios: [1, 0.5], ...change },
    methods: parseMethods(methods),
    date: '2026-02-01',
    command: 'tokenskip eval --calibrate',
  });
}

const path = (): string => join(folder, 'tokenskip.json');
const readBack = async (): Promise<unknown> => JSON.parse(await readFile(path(), 'utf8'));

describe('what eval --calibrate measures of each ratio', () => {
  it('comes to the saving that is shown with an answer', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest()));
    await calibrateFolder('tokenskip@0.5,tokenskip@1.0');
    const { calibration } = parseManifest(await readBack());
    expect(calibration).toMatchObject({
      benchmark: 'gsm8k',
      date: '2026-02-01',
      command: 'tokenskip eval --calibrate',
      ratios: [
        { keepRatio: 1, actualRatio: 1, interval: [1, 1], questionInterval: [1, 1], accuracy: 0.5 },
        { keepRatio: 0.5, actualRatio: 0.51, accuracy: 0.3333, questions: 60 },
      ],
    });
    const half = calibration!.ratios[1]!;
    expect(half.interval[0]).toBeGreaterThan(0.4);
    expect(half.interval[0]).toBeLessThan(0.51);
    expect(half.interval[1]).toBeLessThan(0.6);
    expect(half.questionInterval).toEqual([0.47, 0.54]);
    expect(half.accuracyInterval[0]).toBeCloseTo(0.2273, 3);

    const saved = await savingOf({ calibration: calibration! });
    expect(saved).toMatchObject({ kind: 'estimated' });
    expect(saved).toHaveProperty('tokens', 8 / 0.51 - 8);
    expect(saved).toHaveProperty('tokensInterval.low', 8 / 0.54 - 8);
    expect(saved).toHaveProperty('tokensInterval.high', 8 / 0.47 - 8);
  });

  it('goes into the facts of an adapter too', async () => {
    await writeFile(path(), JSON.stringify({ trainedRatios: [1, 0.5] }));
    const { calibration } = await calibrateFolder('original,tokenskip@0.5');
    expect(parseAdapterFacts(await readBack()).calibration).toEqual(calibration);
  });

  it('needs full chains and shorter ones, and keeps what was measured before without', async () => {
    const before = sampleManifest().calibration;
    await writeFile(path(), JSON.stringify(sampleManifest()));
    for (const methods of ['tokenskip@1.0', 'tokenskip@0.5', 'tokenskip@1.0,tokenskip@0.7']) {
      const found = await calibrateFolder(methods);
      expect(found.calibration).toBeNull();
      expect(calibrationText(found)).toContain('No saving was measured');
      expect(parseManifest(await readBack()).calibration).toEqual(before);
    }
  });

  it('is shown as a table', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest()));
    const found = await calibrateFolder('tokenskip@1.0,tokenskip@0.5');
    const row = /0\.5 +0\.51 +0\.\d\d to 0\.\d\d +0\.47 to 0\.54 +33\.3 % +60/;
    expect(calibrationText(found)).toMatch(row);
    expect(calibrationMarkdown(found).replaceAll('|', ' ')).toMatch(row);
  });
});

describe('the adapter that takes a calibration', () => {
  const name = 'TokenSkip';
  const weights = 'the weights';
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const adapter = { sha256 } as NonNullable<ModelManifest['adapter']>;

  it('is the one that the measured model was made with', async () => {
    const check = (): Promise<void> => requireMeasuredAdapter(folder, { name, adapter });
    await expect(check()).rejects.toMatchObject({ code: 'model-not-found' });
    await writeFile(path(), '{}');
    await expect(check()).rejects.toThrow(/has no adapter_model/);
    await writeFile(join(folder, 'adapter_model.safetensors'), weights);
    await expect(check()).resolves.toBeUndefined();
    await writeFile(join(folder, 'adapter_model.safetensors'), 'others');
    await expect(check()).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(requireMeasuredAdapter(folder, { name })).rejects.toThrow(/was not made with/);
  });
});

describe('the answers of another run', () => {
  const questions = [{ question: 'What is 3 + 4?', gold: '7', group: undefined }];

  it('are those to the same questions, graded anew', async () => {
    const log = join(folder, 'other.jsonl');
    const lines = [{ eval: header }, row(0, 'original', 9, false)].map((each) =>
      JSON.stringify(each),
    );
    await writeFile(log, `${lines.join('\n')}\n`);
    expect(await otherAnswers(log, header, questions)).toMatchObject([{ correct: true }]);
    const whole: EvalHeader = { ...header };
    delete (whole as { reserve?: string }).reserve;
    for (const other of [
      { ...header, fileSha256: 'z' },
      { ...header, reserveSha256: 'z' },
      { ...header, benchmark: 'devmath' },
      whole,
    ]) {
      await expect(otherAnswers(log, other, questions)).rejects.toMatchObject({
        code: 'invalid-argument',
      });
    }
  });
});

describe('what eval --calibrate measures of auto', () => {
  const methods = 'tokenskip@1.0,tokenskip@0.5,vote5@0.5';
  /** Every third short answer is right and sure; in full and by a vote more are. */
  const asked = (fullSeconds: number, voteSeconds: number): readonly EvalRow[] =>
    Array.from({ length: 90 }, (_, index) => {
      const isSure = index % 3 === 0;
      const short = row(index, 'tokenskip@0.5', 50, isSure);
      const seen = isSure ? short : { ...short, signals: { ...signals, holding: 0, failing: 2 } };
      const single = { mode: 'single' } as const;
      return [
        seen,
        row(index, 'original', 100, index % 3 !== 2),
        ...[0, 1, 2, 3, 4].map((chain) => row(index, `chain${chain}@0.5`, 50, index % 6 > 1)),
        ...(index < 4
          ? [
              { ...row(index, 'original', 100, true), ...single, seconds: fullSeconds },
              { ...row(index, 'vote5@0.5', 50, true), ...single, seconds: voteSeconds },
            ]
          : []),
      ];
    }).flat();

  it.each([
    ['vote', 4, 4],
    ['full', 4, 20],
  ] as const)('is kept as what auto goes on with: %s', async (next, full, vote) => {
    for (const file of [sampleManifest(), { trainedRatios: [1, 0.5] }]) {
      await writeFile(path(), JSON.stringify(file));
      const { auto } = await calibrateFolder(methods, { rows: asked(full, vote) });
      expect(auto).toMatchObject({
        next,
        measured: {
          benchmark: 'gsm8k',
          date: '2026-02-01',
          questions: 60,
          shortAccuracy: 0,
          full: { accuracy: 0.5, seconds: full },
          vote: { accuracy: 0.75, seconds: vote },
        },
      });
      expect(parseAdapterFacts(await readBack()).auto).toEqual(auto);
    }
  });

  it('is told with both accuracies and times', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest()));
    const shown = calibrationText(await calibrateFolder(methods, { rows: asked(4, 5) }));
    expect(shown).toMatch(/the full chain +50\.0 % +4\.0\n/);
    expect(shown).toMatch(/a vote of five +75\.0 % +5\.0\n/);
    expect(shown).toMatch(/auto goes on with a vote of five\.$/);
  });

  it('stays as it was where nothing was timed', async () => {
    const before = { next: 'vote' } as const;
    await writeFile(path(), JSON.stringify(sampleManifest({ auto: before })));
    const rows = asked(4, 5).filter(({ mode }) => mode === 'batch');
    const found = await calibrateFolder(methods, { rows });
    expect(found.auto).toBeNull();
    expect(calibrationText(found)).toContain('What auto goes on with was not measured');
    expect(parseManifest(await readBack()).auto).toEqual(before);
    const untrained = await calibrateFolder(methods, { rows: asked(4, 5), trainedRatios: [] });
    expect(untrained.auto).toBeNull();
  });
});

/** The saving of an answer with a chain of eight words at 0.5. */
async function savingOf(
  change: Partial<ModelManifest>,
): Promise<Awaited<ReturnType<typeof askAtRatios>>['saved']> {
  const engine = new ScriptedEngine(`${'word '.repeat(8)}\n\nThe final answer is: $\\boxed{42}$`);
  const report = await askAtRatios(
    sessionOf(engine, { trainedRatios: [1, 0.5], ...change }),
    { text: 'What is 6 times 7?', maxNewTokens: 100, sampling: {} },
    { keepRatio: 0.5, next: undefined },
    { signal: new AbortController().signal },
  );
  return report.saved;
}

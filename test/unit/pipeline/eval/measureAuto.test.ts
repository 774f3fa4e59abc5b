import { describe, expect, it } from 'vitest';
import { autoWays } from '../../../../src/pipeline/eval/autoWays';
import type { EvalRow } from '../../../../src/pipeline/eval/evalLog';
import { betterNext, measureAuto } from '../../../../src/pipeline/eval/measureAuto';
import { parseMethods } from '../../../../src/pipeline/eval/method';
import { scoreAuto } from '../../../../src/pipeline/eval/scoreAuto';
import { sampleConfidence } from '../../engine/ask/sampleConfidence';
import { plain } from '../../core/confidence/plainSignals';
import { tinyTokenizer } from '../tinyTokenizer';

const all = 'tokenskip@0.5,tokenskip@1.0,vote5@0.5';
const run = {
  shortRatio: 0.5,
  calibrations: [sampleConfidence('greedy'), sampleConfidence('vote')],
  benchmark: 'gsm8k',
  date: '2026-02-01',
};

/** How an answer is: right or wrong, and how many of its equations fail (none: it is sure). */
interface Said {
  readonly isRight: boolean;
  readonly failing?: number;
  readonly text?: string;
  readonly finishReason?: string;
}

function row(index: number, key: string, said: Said): EvalRow {
  const { isRight, failing = 0, finishReason = 'stop' } = said;
  const { text = `so \\boxed{${isRight ? '7' : '1'}}` } = said;
  const answer = text.includes('boxed') ? (isRight ? '7' : '1') : null;
  const written = { answer, tokens: 20, finishReason, text };
  const signals = { ...plain, failing };
  return { index, run: key, mode: 'batch', correct: isRight, ...written, signals };
}

interface Asked {
  readonly short: Said;
  readonly full: Said;
  /** Of the vote; undefined where no chain has an answer. */
  readonly vote: boolean | undefined;
  /** Seconds in full and by a vote, where the question was asked alone too. */
  readonly alone?: readonly [number | undefined, number | undefined];
}

/** All rows of question `index`. */
function asked(
  index: number,
  { short, full, vote, alone = [undefined, undefined] }: Asked,
): readonly EvalRow[] {
  const chain: Said = vote === undefined ? { isRight: false, text: 'nothing' } : { isRight: vote };
  const single = (key: string, seconds: number | undefined): readonly EvalRow[] =>
    seconds === undefined
      ? []
      : [{ ...row(index, key, { isRight: true }), mode: 'single', seconds }];
  return [
    row(index, 'tokenskip@0.5', short),
    row(index, 'original', full),
    ...[0, 1, 2, 3, 4].map((number) => row(index, `chain${number}@0.5`, chain)),
    ...single('original', alone[0]),
    ...single('vote5@0.5', alone[1]),
  ];
}

const unsure: Said = { isRight: false, failing: 1 };
const right: Said = { isRight: true };
const wrong: Said = { isRight: false };

function measure(
  questions: readonly Asked[],
  methods = all,
  change: Partial<typeof run> = {},
): ReturnType<typeof measureAuto> {
  const rows = questions.flatMap((each, index) => asked(index, each));
  return measureAuto([{ benchmark: 'gsm8k', rows }], parseMethods(methods), { ...run, ...change });
}

describe('measureAuto', () => {
  it('goes on with what gains more right answers a second', () => {
    const gained = (seconds: number): ReturnType<typeof measureAuto> =>
      measure([
        { short: unsure, full: right, vote: true, alone: [4, seconds] },
        { short: unsure, full: wrong, vote: true },
        { short: unsure, full: wrong, vote: false },
        { short: { ...unsure, isRight: true }, full: right, vote: true },
      ]);
    // In full one more of four in 4 s, by a vote two.
    expect(gained(7)).toEqual({
      next: 'vote',
      measured: {
        benchmark: 'gsm8k',
        date: '2026-02-01',
        questions: 4,
        shortAccuracy: 0.25,
        full: { accuracy: 0.5, seconds: 4 },
        vote: { accuracy: 0.75, seconds: 7 },
      },
    });
    expect(gained(9)?.next).toBe('full');
  });

  it('looks only at questions whose short answer is not enough', () => {
    const sure = { full: wrong, vote: false, alone: [4, 5] } as const;
    const found = measure([
      { short: right, ...sure },
      { short: wrong, ...sure },
      { short: { isRight: true, finishReason: 'length' }, ...sure },
      { short: { isRight: true, finishReason: 'loop' }, ...sure },
      { short: { isRight: true, text: 'so \\boxed{7' }, ...sure },
      { short: { isRight: false, text: 'so' }, ...sure },
      { short: unsure, ...sure },
    ]);
    expect(found?.measured?.questions).toBe(5);
  });

  it('judges the answer that would be shown: the surer one, and the first where a vote has none', () => {
    const alone = [4, 5] as const;
    const surerFirst = measure([
      {
        short: { isRight: true, failing: 1 },
        full: { isRight: false, failing: 2 },
        vote: false,
        alone,
      },
    ]);
    expect(surerFirst?.measured).toMatchObject({ full: { accuracy: 1 }, vote: { accuracy: 0 } });
    const alike = measure([
      {
        short: { isRight: true, failing: 1 },
        full: { isRight: false, failing: 1 },
        vote: undefined,
        alone,
      },
    ]);
    expect(alike?.measured).toMatchObject({ full: { accuracy: 0 }, vote: { accuracy: 1 } });
    const none: Said = { isRight: false, text: 'so' };
    const better = measure([
      { short: none, full: { isRight: true, failing: 9 }, vote: true, alone },
    ]);
    expect(better?.measured).toMatchObject({ full: { accuracy: 1 } });
  });

  it('takes seconds of questions alone that were timed with both', () => {
    const tried = { short: unsure, full: right, vote: true };
    const found = measure([
      { ...tried, alone: [4, 6] },
      { ...tried, alone: [100, undefined] },
      { ...tried, alone: [undefined, 100] },
      { ...tried, short: right, alone: [2, 2] },
    ]);
    expect(found?.measured).toMatchObject({ full: { seconds: 3 }, vote: { seconds: 4 } });
  });

  it('keeps apart the questions of several logs', () => {
    const one = asked(0, { short: unsure, full: right, vote: false, alone: [4, undefined] });
    const other = asked(0, { short: unsure, full: wrong, vote: true, alone: [undefined, 5] });
    const sets = [one, other].map((rows) => ({ benchmark: 'gsm8k', rows }));
    expect(measureAuto(sets, parseMethods(all), run)).toBeUndefined();
    const timed = [...other, ...asked(1, { short: right, full: right, vote: true, alone: [4, 5] })];
    const found = measureAuto(
      [
        { benchmark: 'gsm8k', rows: one },
        { benchmark: 'devmath', rows: timed },
      ],
      parseMethods(all),
      run,
    );
    expect(found?.measured).toMatchObject({
      questions: 2,
      full: { accuracy: 0.5, seconds: 4 },
      vote: { accuracy: 0.5, seconds: 5 },
    });
  });

  it('says nothing where it was not measured', () => {
    const whole: readonly Asked[] = [{ short: unsure, full: right, vote: true, alone: [4, 5] }];
    expect(measure(whole)).toBeDefined();
    for (const methods of [
      'tokenskip@0.5,tokenskip@1.0',
      'tokenskip@0.5,vote5@0.5',
      'tokenskip@1.0,vote5@0.5',
      'tokenskip@0.5,tokenskip@1.0,vote3@0.5',
      'tokenskip@0.5,tokenskip@1.0,vote5@0.7',
    ]) {
      expect(measure(whole, methods), methods).toBeUndefined();
    }
    expect(measure(whole, all, { shortRatio: 1 })).toBeUndefined();
    expect(measure(whole, all, { shortRatio: 0.7 })).toBeUndefined();
    expect(measure(whole, all, { calibrations: [sampleConfidence('vote')] })).toBeUndefined();
    expect(measure([{ short: unsure, full: right, vote: true }])).toBeUndefined();
    expect(measure([{ short: right, full: right, vote: true, alone: [4, 5] }])).toBeUndefined();
  });
});

describe('betterNext', () => {
  const of = (shortAccuracy: number, full: [number, number], vote: [number, number]): string => {
    const step = ([accuracy, seconds]: [number, number]): {
      accuracy: number;
      seconds: number;
    } => ({
      accuracy,
      seconds,
    });
    return betterNext({ shortAccuracy, full: step(full), vote: step(vote) });
  };

  it('goes by what is gained, not by accuracy over seconds', () => {
    // 0.3 / 1 s is more than 0.6 / 3 s, but it gains nothing.
    expect(of(0.3, [0.3, 1], [0.6, 3])).toBe('vote');
    expect(of(0.3, [0.6, 3], [0.3, 1])).toBe('full');
    expect(of(0.3, [0.2, 1], [0.31, 30])).toBe('vote');
  });

  it('takes the more accurate one where neither gains, the full chain where both are alike', () => {
    expect(of(0.5, [0.2, 1], [0.4, 9])).toBe('vote');
    expect(of(0.5, [0.4, 9], [0.2, 1])).toBe('full');
    expect(of(0.5, [0.4, 2], [0.4, 1])).toBe('full');
    expect(of(0.3, [0.5, 2], [0.5, 2])).toBe('full');
  });
});

describe('scoreAuto', () => {
  const greedy = sampleConfidence('greedy');
  const ways = autoWays(parseMethods(all), 0.5)!;
  const rows = [
    { short: right, full: wrong, vote: false },
    { short: unsure, full: right, vote: false },
    { short: unsure, full: right, vote: undefined },
  ].flatMap((each, index) => asked(index, each));
  const questions = [0, 1, 2].map(() => ({ question: 'How many?', gold: '7', group: undefined }));

  it.each([
    ['full', [true, true, true], [1, 2, 2]],
    // Chains of one length end together: all five are written.
    ['vote', [true, false, false], [1, 6, 6]],
  ] as const)('shows and spends what `auto` with a %s would', async (next, rightness, answers) => {
    const scored = scoreAuto({ ways, next, greedy }, rows, questions, await tinyTokenizer());
    expect(scored.map(({ correct }) => correct)).toEqual(rightness);
    expect(scored.map(({ tokens }) => tokens / 20)).toEqual(answers);
  });

  it('leaves out what was not asked in all ways', async () => {
    const some = rows.filter(({ index, run: key }) => index > 0 || key !== 'original');
    const scored = scoreAuto(
      { ways, next: 'full', greedy },
      some,
      questions,
      await tinyTokenizer(),
    );
    expect(scored.map(({ index }) => index)).toEqual([1, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { accuracyPlot } from '../../../../src/pipeline/eval/accuracyPlot';
import { parseMethods } from '../../../../src/pipeline/eval/method';
import type { ScoredRow } from '../../../../src/pipeline/eval/scoreRows';
import { summarise } from '../../../../src/pipeline/eval/summary';
import { summaryMarkdown } from '../../../../src/pipeline/eval/summaryTable';

const row = (index: number, chainTokens: number, correct: boolean): ScoredRow => ({
  index,
  correct,
  isFinished: correct,
  tokens: chainTokens + 10,
  chainTokens,
});

const full = [row(0, 100, true), row(1, 300, false)];
// No full chain of question 2: it counts for accuracy, not for the ratio.
const half = [row(0, 60, true), row(2, 1000, false)];
const [original, short] = parseMethods('original,tokenskip@0.5');
if (original === undefined || short === undefined) throw new Error('two methods');

const none = { original: { batch: [], single: [] } };

describe('summarise', () => {
  it('compares with the full chain on the same questions only', () => {
    const summary = summarise(
      [
        { method: original, batch: full, single: [{ ...row(0, 100, true), seconds: 7 }] },
        { method: short, batch: half, single: [{ ...row(0, 60, true), seconds: 4 }] },
      ],
      { original: { batch: full, single: [{ ...row(0, 100, true), seconds: 7 }] } },
    );
    expect(summary).toMatchObject([
      {
        method: 'original',
        questions: 2,
        accuracy: 0.5,
        chainTokens: 200,
        actualRatio: 1,
        finished: 0.5,
        seconds: 7,
        againstOriginal: null,
      },
      {
        method: 'tokenskip@0.5',
        accuracy: 0.5,
        chainTokens: 530,
        tokens: 540,
        actualRatio: 0.6,
        seconds: 4,
        againstOriginal: { points: 0, interval: [0, 0] },
        asFast: { ratio: 1.75, interval: [1.75, 1.75] },
      },
    ]);
  });

  it('compares with another run on the same questions, where one is given', () => {
    const other = [row(0, 100, false), row(2, 90, false)];
    const [line] = summarise([{ method: original, batch: half, single: [] }], { ...none, other });
    expect(line).toMatchObject({ againstOriginal: null, againstOther: { points: 50 } });
    const [alone] = summarise([{ method: original, batch: half, single: [] }], none);
    expect(alone).not.toHaveProperty('againstOther');
  });

  it('says how many numbers were replaced, where that was on', () => {
    const exact = [
      { ...row(0, 60, true), corrections: 3 },
      { ...row(1, 60, true), corrections: 0 },
    ];
    const [on] = summarise([{ method: short, batch: exact, single: [] }], none);
    expect(on?.corrections).toBe(1.5);
    const [off] = summarise([{ method: short, batch: half, single: [] }], none);
    expect(off).not.toHaveProperty('corrections');
  });

  it('has no ratio without a full chain, and no numbers without rows', () => {
    const [alone] = summarise([{ method: short, batch: half, single: [] }], none);
    expect(alone).toMatchObject({ actualRatio: null, againstOriginal: null });
    const [nothing] = summarise([{ method: original, batch: [], single: [] }], none);
    expect(nothing).toMatchObject({ questions: 0, accuracy: 0, interval: [0, 1], seconds: null });
  });
});

describe('what people see of it', () => {
  const many = Array.from({ length: 60 }, (_, i) => row(i, 200, i % 2 === 0));
  const worse = many.map((one) => ({ ...one, chainTokens: 100, correct: one.index % 8 === 0 }));
  const same = many.map((one) => ({ ...one, correct: one.index % 2 === (one.index < 4 ? 1 : 0) }));
  const [truncation, concise] = parseMethods('truncation@0.5,be-concise');
  if (truncation === undefined || concise === undefined) throw new Error('two methods');
  const summary = summarise(
    [
      { method: original, batch: many, single: [] },
      { method: short, batch: worse, single: [] },
      { method: truncation, batch: worse, single: [] },
      { method: concise, batch: same, single: [] },
    ],
    { original: { batch: many, single: [] } },
  );

  it('says which differences are noise', () => {
    const lines = summaryMarkdown(summary).split('\n');
    expect(lines).toHaveLength(2 + 4);
    expect(lines[3]).toMatch(/\| tokenskip@0\.5 \| 13\.3 % .*−36\.7 \(−\d+\.\d to −\d+\.\d\)/);
    expect(lines[5]).toMatch(/be-concise .*\+0\.0 \(−\d\.\d to \+\d\.\d: not shown\)/);
    expect(lines[3]).toContain('| 0.50 |');
  });

  it('draws every method, told apart without colour', () => {
    const svg = accuracyPlot(summary, 'a < b & "c"');
    for (const { method } of summary) expect(svg).toContain(`>${method}</text>`);
    expect(svg).toContain('<title>a &#60; b &#38; &#34;c&#34;</title>');
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg.match(/<rect/g)).toHaveLength(1);
    expect(svg).not.toContain('NaN');
    expect(accuracyPlot([], 'empty')).not.toContain('NaN');
  });
});

import { describe, expect, it } from 'vitest';
import type { GradedSignals } from '../../../../src/core/confidence/calibration';
import { fitConfidence, probabilityOf } from '../../../../src/core/confidence/calibration';
import { crossFitted } from '../../../../src/core/confidence/crossFitted';
import { plain } from './plainSignals';

const row = (question: number, weakestLogProb: number, correct: boolean): GradedSignals => ({
  question: String(question),
  signals: { ...plain, weakestLogProb },
  correct,
});

/** The sixth is right against all signs: a fit to itself would know that. */
const rows = [-0.2, -3.5, -0.4, -3, -0.6, -3.8, -0.1, -2.5, -0.3, -3.2].map((logProb, i) =>
  row(i, logProb, i % 2 === 0 || i === 5),
);

describe('crossFitted', () => {
  it('grades each row by a fit to the rows of the other parts', () => {
    const predictions = crossFitted(rows, 5);
    expect(predictions).toHaveLength(10);
    // Part by part: rows 0 and 5 first.
    const others = rows.filter((_, i) => i % 5 !== 0);
    const fit = fitConfidence(others);
    expect(predictions.slice(0, 2)).toEqual(
      [rows[0]!, rows[5]!].map(({ question, signals, correct }) => ({
        question,
        probability: probabilityOf(fit, signals),
        correct,
      })),
    );
    expect(predictions[1]!.probability).toBeLessThan(
      probabilityOf(fitConfidence(rows), rows[5]!.signals),
    );
  });

  it('never grades an answer by a fit that has seen another one to its question', () => {
    // Every question is answered twice; with the rows taken apart one by one, each fit would see it.
    const twice = rows.flatMap((each) => [each, { ...each, correct: !each.correct }]);
    const fit = fitConfidence(twice.filter(({ question }) => Number(question) % 5 !== 0));
    const { question, signals } = twice[0]!;
    expect(crossFitted(twice, 5)[0]).toEqual({
      question,
      probability: probabilityOf(fit, signals),
      correct: twice[0]!.correct,
    });
  });

  it('leaves out a fifth at a time unless told otherwise', () => {
    expect(crossFitted(rows)).toEqual(crossFitted(rows, 5));
    expect(crossFitted(rows)).not.toEqual(crossFitted(rows, 2));
  });

  it('leaves out the parts whose rest is all right or all wrong', () => {
    const oneWrong = [
      row(0, -3, false),
      ...Array.from({ length: 9 }, (_, i) => row(i + 1, -0.2, true)),
    ];
    expect(crossFitted(oneWrong, 5)).toHaveLength(8);
    const oneRight = oneWrong.map((each) => ({ ...each, correct: !each.correct }));
    expect(crossFitted(oneRight, 5)).toHaveLength(8);
    expect(crossFitted(oneWrong.slice(1), 5)).toEqual([]);
  });
});

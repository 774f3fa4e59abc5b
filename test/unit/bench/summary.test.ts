import { describe, expect, it } from 'vitest';
import {
  compareWith,
  listColumns,
  summariseRuns,
  type MeasuredRun,
  type Variant,
} from '../../../bench/summary.mjs';

const ours = { contender: 'ours', label: 'ours' };
const oneThread = { contender: 'llama', label: 'llama, 1 thread' };
const twoThreads = { contender: 'llama', label: 'llama, 2 threads' };
const variants = [ours, oneThread, twoThreads];

/** The first three steps are slow, as they are in reality. */
function run(round: number, variant: Variant, firstTokenMs: number, stepMs: number): MeasuredRun {
  return {
    round,
    variant,
    result: {
      loadMs: 100,
      memory: { peakBytes: 5e8 },
      contexts: [{ context: 64, firstTokenMs, stepMs: [900, 900, 900, stepMs, stepMs, stepMs] }],
    },
  };
}

describe('bench summary', () => {
  const columns = listColumns([64]);

  it('gives median and spread of the rounds, without the steps that warm up', () => {
    const runs = [run(0, ours, 320, 10), run(1, ours, 160, 30), run(2, ours, 640, 20)];
    const [row] = summariseRuns([ours], columns, runs);
    expect(row?.cells.decode64).toEqual({ median: 20, least: 10, most: 30, values: [10, 30, 20] });
    expect(row?.cells.prefill64).toMatchObject({ median: 200, least: 100, most: 400 });
  });

  it('compares with the best setting of a peer in each column, above 1 when ours is better', () => {
    const runs = [0, 1].flatMap((round) => [
      run(round, ours, 320, 10 + round),
      run(round, oneThread, 640, 12),
      run(round, twoThreads, 160, 40),
    ]);
    const ratios = compareWith(summariseRuns(variants, columns, runs), 'llama', columns);
    // 200 tokens a second against 400; more is better.
    expect(ratios?.prefill64).toMatchObject({ ratio: 0.5, variant: 'llama, 2 threads' });
    // 10.5 ms against 12; less is better. The spread is that of the rounds' own ratios.
    expect(ratios?.decode64?.variant).toBe('llama, 1 thread');
    expect(ratios?.decode64?.ratio).toBeCloseTo(12 / 10.5, 12);
    expect(ratios?.decode64?.least).toBeCloseTo(12 / 11, 12);
    expect(ratios?.decode64?.most).toBeCloseTo(12 / 10, 12);
  });

  it('compares with nobody when a peer was not measured', () => {
    const rows = summariseRuns([ours], columns, [run(0, ours, 320, 10)]);
    expect(compareWith(rows, 'llama', columns)).toBeUndefined();
  });
});

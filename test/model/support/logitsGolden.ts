import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Logits after one position, as `models/recipe/reference/logits.py` writes them. */
export interface GoldenPoint {
  readonly position: number;
  readonly maxAbs: number;
  /** Whole row by id, or absent where only a part was kept. */
  readonly logits?: readonly number[];
  readonly topIds?: readonly number[];
  readonly topLogits?: readonly number[];
  readonly sampleLogits?: readonly number[];
}

interface GoldenSequence {
  readonly id: string;
  readonly text: string;
  readonly ids: readonly number[];
  readonly points: readonly GoldenPoint[];
}

export interface LogitsGolden {
  readonly header: { readonly sampleIds: readonly number[] };
  readonly sequences: readonly GoldenSequence[];
}

export interface GreedyGolden {
  readonly prompts: readonly {
    readonly id: string;
    readonly prompt: string;
    readonly promptIds: readonly number[];
    readonly ids: readonly number[];
    readonly text: string;
    readonly gaps: readonly number[];
    readonly runnerUp: readonly number[];
  }[];
}

export function readLogitsGolden(name: string): LogitsGolden {
  return readJson(name) as LogitsGolden;
}

export function readGreedyGolden(name: string): GreedyGolden {
  return readJson(name) as GreedyGolden;
}

function readJson(name: string): unknown {
  const file = path.join(import.meta.dirname, '..', 'goldens', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Largest difference from the golden, relative to its largest logit. */
export function relativeError(
  point: GoldenPoint,
  golden: LogitsGolden,
  logits: Float32Array,
): number {
  let worst = 0;
  const check = (id: number, expected: number): void => {
    const difference = Math.abs(expected - (logits[id] ?? NaN));
    worst = Number.isNaN(difference) ? NaN : Math.max(worst, difference);
  };
  point.logits?.forEach((value, id) => check(id, value));
  point.topIds?.forEach((id, index) => check(id, point.topLogits?.[index] ?? NaN));
  point.sampleLogits?.forEach((value, index) => check(golden.header.sampleIds[index] ?? -1, value));
  return worst / point.maxAbs;
}

import { createHash } from 'node:crypto';
import { generateDevMath } from '../../../src/pipeline/devmath/generateDevMath';
import type { Benchmark, EvalQuestion } from '../../../src/pipeline/eval/benchmark';
import { parseQuestions } from '../../../src/pipeline/eval/benchmark';
import { gsm8kDev } from '../../unit/support/gsm8kDev';

/** A question set, and the questions of it that are asked again. */
export interface QualityQuestions {
  readonly benchmark: Benchmark;
  /** Of the file that was evaluated. */
  readonly fileSha256: string;
  readonly all: readonly EvalQuestion[];
  /** Places in `all`, ascending: evenly spread, so that every kind has its share. */
  readonly asked: readonly number[];
}

const count = 12;

const every = (step: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => step * index);

/** GSM8K dev; the digest is that of the first 319 lines of the published test set. */
export function gsm8kQuestions(): QualityQuestions {
  return {
    benchmark: 'gsm8k',
    fileSha256: '0d492b56acb19817e8853a0011df86485a6baaba3b73ab3a9fe6b362e49cd0af',
    all: gsm8kDev().map(({ question, gold }) => ({ question, gold, group: undefined })),
    asked: every(26),
  };
}

/** DevMath dev, written anew: another generator would ask other questions. */
export function devMathQuestions(): QualityQuestions {
  const text = generateDevMath('dev')
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
  return {
    benchmark: 'devmath',
    fileSha256: createHash('sha256').update(text).digest('hex'),
    all: parseQuestions('devmath', text),
    asked: every(25),
  };
}

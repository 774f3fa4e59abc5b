import { mean, wilsonInterval } from '../../core/statistics';
import type { EvalRow } from './evalLog';
import { modeOf } from './gradedSignals';
import type { EvalMethod } from './method';
import { parseMethods, timedKey } from './method';
import { replayVotes } from './replayVotes';

/** What a method of the product costs a person, and how often it is right. */
export interface SecondsPoint {
  /** `tokenskip@0.5`, `vote5@0.5`, `original`. */
  readonly method: string;
  readonly isVote: boolean;
  /** Mean of the questions that were asked alone. */
  readonly seconds: number;
  /** 0 to 1, of all questions. */
  readonly accuracy: number;
  /** 95 % interval of the accuracy (Wilson). */
  readonly interval: readonly [number, number];
  readonly questions: number;
}

/** A point for each method of the product that was timed and graded, the quickest first. */
export function secondsPoints(rows: readonly EvalRow[]): readonly SecondsPoint[] {
  const keys = new Set(rows.filter(({ mode }) => mode === 'single').map(({ run }) => run));
  const methods = [...keys].flatMap((key) => productMethod(key) ?? []);
  return (methods.length === 1 ? methods : methods.map(atRatio))
    .flatMap((method) => pointOf(method, rows))
    .toSorted((a, b) => a.seconds - b.seconds);
}

/** The method of a timed run; undefined for those that the product does not have. */
function productMethod(key: string): EvalMethod | undefined {
  try {
    const [method] = parseMethods(key);
    return method !== undefined && modeOf(method) !== undefined ? method : undefined;
  } catch {
    return undefined;
  }
}

/** The full chain is a ratio too, of a model that was asked at others; of any other it is all there is. */
function atRatio(method: EvalMethod): EvalMethod {
  return method.name === 'original' ? { ...method, name: 'tokenskip@1.0' } : method;
}

function pointOf(method: EvalMethod, rows: readonly EvalRow[]): readonly SecondsPoint[] {
  const { chains, name } = method;
  const key = timedKey(method);
  const batch = rows.filter(({ mode }) => mode === 'batch');
  const graded =
    chains === undefined
      ? batch.filter(({ run }) => run === key).map(({ correct }) => correct)
      : replayVotes(chains, batch).map(({ winner }) => winner?.correct ?? false);
  if (graded.length === 0) return [];
  const right = graded.filter(Boolean).length;
  const { low, high } = wilsonInterval(right, graded.length);
  const timed = rows.filter(({ mode, run }) => mode === 'single' && run === key);
  return [
    {
      method: name,
      isVote: chains !== undefined,
      seconds: mean(timed.flatMap(({ seconds }) => seconds ?? [])),
      accuracy: right / graded.length,
      interval: [low, high],
      questions: graded.length,
    },
  ];
}

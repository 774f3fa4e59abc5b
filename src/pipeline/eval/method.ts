import { reductionInstruction } from '../../core/prompt/questionPrompt';
import { formatKeepRatio, parseKeepRatio } from '../../core/ratio';
import { AppError } from '../../protocol/appError';

/** One set of answers: what the model is asked, apart from the question. */
export interface EvalRun {
  /** Names the rows in the log. */
  readonly key: string;
  /** γ of the marker; 1 asks without one. */
  readonly keepRatio: number;
  /** Line after the question, for models that are asked in words to be short. */
  readonly instruction: string | undefined;
  /** Draws one of the chains of a vote; absent: the likeliest tokens. */
  readonly seed?: number;
}

/** One way of saving tokens that is evaluated. */
export interface EvalMethod {
  /** As the caller wrote it. */
  readonly name: string;
  readonly run: EvalRun;
  /** γ that the method aims at, for the table; undefined where it names none. */
  readonly target: number | undefined;
  /** The answers are those of `run`, cut off so that this part of their tokens is left. */
  readonly truncateTo: number | undefined;
  /** The chains that vote; absent where `run` alone answers. */
  readonly chains?: readonly EvalRun[];
}

const original: EvalRun = { key: 'original', keepRatio: 1, instruction: undefined };

/** Source: TokenSkip, arXiv 2502.12067, section 5.1; Chain of Draft, arXiv 2502.18600, section 3. */
const instructions: ReadonlyMap<string, string> = new Map([
  ['be-concise', 'Be concise.'],
  ['only-numbers', 'Only use numbers or equations.'],
  ['abbre-words', 'Abbreviate words as much as possible.'],
  [
    'chain-of-draft',
    'Think step by step, but only keep a minimum draft for each thinking step, with 5 words at most.',
  ],
]);

/** The names that {@link parseMethods} takes, for help texts. */
export const methodNames = [
  'original',
  'tokenskip@RATIO',
  'voteK@RATIO',
  ...instructions.keys(),
  'lc-prompt@RATIO',
  'truncation@RATIO',
].join(', ');

/**
 * Methods of a list such as `original,tokenskip@0.5,truncation@0.5`. `tokenskip@1.0` shares the
 * answers of `original`: both ask without a marker. `truncation` is computed from them.
 *
 * Code `invalid-argument`.
 */
export function parseMethods(text: string | undefined): readonly EvalMethod[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const method = parseMethod(name);
    if (method !== undefined) return method;
    throw new AppError(
      'invalid-argument',
      `--methods takes ${methodNames}, separated by commas, with a RATIO such as 0.5; not "${name}".`,
    );
  });
}

function parseMethod(name: string): EvalMethod | undefined {
  const plain = { name, target: undefined, truncateTo: undefined };
  if (name === 'original') return { ...plain, run: original, target: 1 };
  const instruction = instructions.get(name);
  if (instruction !== undefined) return { ...plain, run: { ...original, key: name, instruction } };
  const [family = '', text = ''] = name.split('@', 2);
  const ratio = parseKeepRatio(text);
  if (!ratio.ok) return undefined;
  const { keepRatio } = ratio;
  const count = Number(/^vote([2-9]|[1-2]\d|3[0-2])$/.exec(family)?.[1] ?? 0);
  if (count > 0) {
    const chains = Array.from({ length: count }, (_, seed) => voteRun(keepRatio, seed));
    const [run = original] = chains;
    return { ...plain, run, target: keepRatio, chains };
  }
  switch (family) {
    case 'tokenskip':
      return { ...plain, run: tokenSkipRun(keepRatio), target: keepRatio };
    case 'lc-prompt':
      return { ...plain, run: lengthControlRun(keepRatio), target: keepRatio };
    case 'truncation':
      return { ...plain, run: original, target: keepRatio, truncateTo: keepRatio };
    default:
      return undefined;
  }
}

function tokenSkipRun(keepRatio: number): EvalRun {
  if (keepRatio === 1) return original;
  return { ...original, key: `tokenskip@${formatKeepRatio(keepRatio)}`, keepRatio };
}

/** Chain `seed` of a vote; a vote of five and one of nine share their first five. */
function voteRun(keepRatio: number, seed: number): EvalRun {
  return { ...original, key: `chain${seed}@${formatKeepRatio(keepRatio)}`, keepRatio, seed };
}

function lengthControlRun(keepRatio: number): EvalRun {
  return {
    ...original,
    key: `lc-prompt@${formatKeepRatio(keepRatio)}`,
    instruction: reductionInstruction(keepRatio),
  };
}

/** Names the rows of a method that was asked alone, as a person would; a vote is one answer there. */
export function timedKey({ run, chains }: EvalMethod): string {
  if (chains === undefined) return run.key;
  return `vote${chains.length}@${formatKeepRatio(run.keepRatio)}`;
}

/** Whether rows with this key are votes that were held, of {@link timedKey}, and not single chains. */
export function isHeldVote(key: string): boolean {
  return /^vote\d/.test(key);
}

/** Each run once, in the order of the methods that need it. */
export function runsOf(methods: readonly EvalMethod[]): readonly EvalRun[] {
  const runs = methods.flatMap(({ run, chains = [run] }) => chains);
  return [...new Map(runs.map((run) => [run.key, run])).values()];
}

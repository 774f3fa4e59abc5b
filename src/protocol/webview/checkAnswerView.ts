import { confidenceModes } from '../../core/confidence/calibration';
import { confidenceWords } from '../../core/confidence/confidenceWord';
import type { Saving } from '../../core/savings';
import type { Interval } from '../../core/statistics';
import type { AnswerReport, ConfidenceReport, EquationMark, VoteReport } from '../answerReport';
import { finishReason } from '../childLink';
import { errorCodes } from '../errorCodes';
import type { Check } from '../guards';
import {
  arrayOf,
  boolean,
  byKind,
  count,
  nullOr,
  numberIn,
  object,
  oneOf,
  optional,
  text,
} from '../guards';
import { limits } from '../limits';
import type { AnswerFailure, AnswerState, AnswerView } from './answerView';
import { ratioSetting } from './ratioSetting';

const anyText = text(limits.textLength);
const shortText = text(limits.errorTextLength);
const nameText = text(limits.nameLength);
const share = numberIn(0, 1);
const amount = numberIn(0, Number.MAX_SAFE_INTEGER);
/** A saving may be negative. */
const difference = numberIn(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
/** Equations of one chain; 200 were the most in 7,473 chains of GSM8K. */
export const maxEquations = 10_000;

const states: readonly AnswerState[] = [
  'waiting',
  'loading',
  'reading',
  'writing',
  'checking',
  'done',
  'stopped',
  'failed',
];

const interval = object<Interval>({ low: difference, high: difference });

type Kind<K extends Saving['kind']> = Extract<Saving, { readonly kind: K }>;
const saving = byKind<Saving>({
  measured: object<Kind<'measured'>>({
    kind: oneOf(['measured']),
    tokens: difference,
    seconds: difference,
  }),
  estimated: object<Kind<'estimated'>>({
    kind: oneOf(['estimated']),
    tokens: difference,
    seconds: difference,
    tokensInterval: interval,
    secondsInterval: interval,
  }),
  none: object<Kind<'none'>>({
    kind: oneOf(['none']),
    reason: oneOf(['fullRatio', 'notCalibrated', 'noChain']),
  }),
});

/** One equation that was judged. */
export const equationMark = object<EquationMark>({
  holds: boolean,
  startOffset: count,
  endOffset: count,
  wrong: optional(
    object<NonNullable<EquationMark['wrong']>>({
      startOffset: count,
      endOffset: count,
      rightValue: nullOr(shortText),
    }),
  ),
});

/** How chains voted. */
export const voteReport = object<VoteReport>({
  asked: count,
  ended: count,
  groups: arrayOf(
    object<VoteReport['groups'][number]>({ answer: anyText, count }),
    limits.batchSize,
  ),
  withoutAnswer: count,
  isTie: boolean,
  isComplete: boolean,
});

/** A chance of being right. */
export const confidenceReport = object<ConfidenceReport>({
  probability: share,
  word: oneOf(confidenceWords),
  isSure: boolean,
  mode: oneOf(confidenceModes),
  measuredOn: nameText,
  n: count,
  date: nameText,
});

const yes: Check<true> = (value, path) => (value === true ? undefined : `${path} must be true`);

const report = object<AnswerReport>({
  answer: nullOr(anyText),
  chain: anyText,
  tokens: count,
  chainTokens: count,
  promptTokens: count,
  seconds: amount,
  tokensPerSecond: amount,
  timeToFirstToken: amount,
  finishReason,
  device: nameText,
  deviceReason: shortText,
  model: nameText,
  ratio: share,
  trainedForRatio: boolean,
  lastNumber: nullOr(anyText),
  saved: nullOr(saving),
  checks: arrayOf(equationMark, maxEquations),
  corrections: optional(count),
  confidence: optional(confidenceReport),
  isOutside: optional(yes),
  votes: optional(voteReport),
});

/** What went wrong. */
export const answerFailure = object<AnswerFailure>({
  code: oneOf(errorCodes),
  message: shortText,
  isRetryable: boolean,
});

/** One answer as a page receives it, or as it was kept. */
export const answerView: Check<AnswerView> = object<AnswerView>({
  id: nameText,
  question: anyText,
  ratio: ratioSetting,
  force: optional(yes),
  state: oneOf(states),
  keepRatio: share,
  failedAttempts: count,
  model: optional(nameText),
  modelNote: optional(shortText),
  chain: anyText,
  prefillDone: share,
  tokenCount: count,
  seconds: amount,
  note: nullOr(shortText),
  report: nullOr(report),
  tally: optional(voteReport),
  failure: nullOr(answerFailure),
  follows: optional(count),
  askedAt: count,
});

import type { Check } from '../guards';
import { arrayOf, boolean, byKind, count, nullOr, numberIn, object, oneOf, text } from '../guards';
import { limits } from '../limits';

/** What the model's own evaluation found at one ratio; shown before a question is asked. */
export interface RatioCost {
  readonly keepRatio: number;
  /** Chain tokens at this ratio over chain tokens at 1.0, mean. */
  readonly actualRatio: number;
  /** What 8 of 10 questions fall into. */
  readonly low: number;
  readonly high: number;
  /** Share of right answers, 0 to 1. */
  readonly accuracy: number;
  readonly questions: number;
}

/** A larger model that may be taken in place of the one that answers. */
export interface UpgradeView {
  readonly name: string;
  /** Null: it is on this machine already. */
  readonly downloadBytes: number | null;
  /** Needed while it answers. */
  readonly memoryBytes: number;
  /** What this machine has of that memory. */
  readonly hasBytes: number;
  /** Of 100 school problems; null where it was not measured. */
  readonly gain: { readonly right: number; readonly insteadOf: number } | null;
}

/** The model that answers, or the one that is missing. */
export type ModelView =
  | {
      readonly kind: 'present';
      readonly id: string;
      readonly name: string;
      /** Empty: not trained for ratios. */
      readonly trainedRatios: readonly number[];
      /** Empty without a calibration. */
      readonly costs: readonly RatioCost[];
      /** Device in use and why; null before the model is in memory. */
      readonly device: { readonly used: string; readonly reason: string } | null;
      /** Null where there is none, or this machine cannot run it. */
      readonly upgrade: UpgradeView | null;
    }
  | {
      readonly kind: 'missing';
      readonly id: string;
      readonly name: string;
      /** Null where nothing is known about it. */
      readonly downloadBytes: number | null;
      /** Needed while it answers. */
      readonly memoryBytes: number | null;
      readonly reason: string;
      /** False where this system has no engine: only a server's model can answer. */
      readonly canRunHere: boolean;
    };

const nameText = text(limits.nameLength);
const shortText = text(limits.errorTextLength);
const share = numberIn(0, 1);
/** A calibration may say that a ratio makes chains longer. */
const ratioOfTokens = numberIn(0, 1_000);
/** Ratios have one decimal. */
const maxRatios = 10;

type Kind<K extends ModelView['kind']> = Extract<ModelView, { readonly kind: K }>;

export const modelView: Check<ModelView> = byKind<ModelView>({
  present: object<Kind<'present'>>({
    kind: oneOf(['present']),
    id: nameText,
    name: nameText,
    trainedRatios: arrayOf(share, maxRatios),
    costs: arrayOf(
      object<RatioCost>({
        keepRatio: share,
        actualRatio: ratioOfTokens,
        low: ratioOfTokens,
        high: ratioOfTokens,
        accuracy: share,
        questions: count,
      }),
      maxRatios,
    ),
    device: nullOr(
      object<NonNullable<Kind<'present'>['device']>>({ used: nameText, reason: shortText }),
    ),
    upgrade: nullOr(
      object<UpgradeView>({
        name: nameText,
        downloadBytes: nullOr(count),
        memoryBytes: count,
        hasBytes: count,
        gain: nullOr(object<NonNullable<UpgradeView['gain']>>({ right: count, insteadOf: count })),
      }),
    ),
  }),
  missing: object<Kind<'missing'>>({
    kind: oneOf(['missing']),
    id: nameText,
    name: nameText,
    downloadBytes: nullOr(count),
    memoryBytes: nullOr(count),
    reason: shortText,
    canRunHere: boolean,
  }),
});

/**
 * The keep ratio γ: the fraction of chain tokens that is *kept*. 0.5 keeps half; 1.0 is the full
 * chain. Ratios are compared in tenths, since 0.7 from a file and 7 * 0.1 differ in the last bit.
 *
 * Source: TokenSkip, arXiv 2502.12067, sections 4.1 and 5.1.
 */

/** The ratios a TokenSkip model is trained on unless its manifest says otherwise, highest first. */
export const trainedRatios: readonly number[] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5];

/** A value, or one sentence that says why there is none. */
export type RatioResult =
  | { readonly ok: true; readonly keepRatio: number }
  | { readonly ok: false; readonly reason: string };

/** Whether a model may be asked for a ratio. `untrained`: it has no trained ratios, so it ignores it. */
export type RatioCheck =
  | { readonly ok: true; readonly untrained: boolean }
  | {
      readonly ok: false;
      /** One English sentence. */
      readonly reason: string;
      /** The ratio to ask for; undefined where what was asked for is no ratio. */
      readonly instead: number | undefined;
      /** Lower than any that the model was trained on. */
      readonly isBelowFloor: boolean;
    };

/** Tenths, 1 to 10, or undefined where the value is not a ratio with one decimal. */
function tenthsOf(keepRatio: number): number | undefined {
  const tenths = Math.round(keepRatio * 10);
  // 1e-9 covers the error of any sum of ten decimals; 0.55 is 0.5 away in these units.
  return tenths >= 1 && tenths <= 10 && Math.abs(keepRatio * 10 - tenths) < 1e-9
    ? tenths
    : undefined;
}

/**
 * The ratio that `text` names: `0.5`, `.5`, `1`, `1.0`, blanks around it allowed. Percent signs are
 * refused: "50%" is read as kept by some and as removed by others.
 */
export function parseKeepRatio(text: string): RatioResult {
  const match = /^(?:0?\.([1-9])0{0,8}|1(?:\.0{1,8})?)$/.exec(text.trim());
  if (match === null) {
    return {
      ok: false,
      reason: 'Write the ratio as a number from 0.1 to 1.0 with one decimal, such as 0.5.',
    };
  }
  return { ok: true, keepRatio: match[1] === undefined ? 1 : Number(match[1]) / 10 };
}

/** The ratio with exactly one decimal, as prompts and the interface show it: `0.5`, `1.0`. */
export function formatKeepRatio(keepRatio: number): string {
  return keepRatio.toFixed(1);
}

/** True for the full chain, which is asked for without a marker. */
export function isFullRatio(keepRatio: number): boolean {
  return tenthsOf(keepRatio) === 10;
}

/**
 * Whether a model trained on `trained` may be asked for `keepRatio`.
 *
 * Ratios below the trained floor are refused rather than passed on: control does not extrapolate
 * (an independent re-run asked for 0.5, 0.4 and 0.1 and got 147, 169 and 228 tokens). Ratios
 * between trained ones are refused for the same reason and the nearest is named. A model without
 * trained ratios takes any ratio and is flagged.
 */
export function checkKeepRatio(keepRatio: number, trained: readonly number[]): RatioCheck {
  const asked = tenthsOf(keepRatio);
  if (asked === undefined) {
    return {
      ok: false,
      reason: 'The ratio must be a number from 0.1 to 1.0 with one decimal.',
      instead: undefined,
      isBelowFloor: false,
    };
  }
  const known = trained.map(tenthsOf).filter((tenths) => tenths !== undefined);
  if (known.length === 0) return { ok: true, untrained: true };
  if (known.includes(asked)) return { ok: true, untrained: false };
  const shown = formatKeepRatio(keepRatio);
  const floor = Math.min(...known);
  if (asked < floor) {
    const lowest = formatKeepRatio(floor / 10);
    return {
      ok: false,
      reason:
        `This model was trained down to a ratio of ${lowest}, and its control does not reach ` +
        `further: asking for ${shown} gives longer reasoning, not shorter. Ask for ${lowest}.`,
      instead: floor / 10,
      isBelowFloor: true,
    };
  }
  const nearest = known.reduce((best, tenths) => {
    const gain = Math.abs(best - asked) - Math.abs(tenths - asked);
    // Between two equally near ones the higher keeps more of the reasoning.
    return gain > 0 || (gain === 0 && tenths > best) ? tenths : best;
  });
  return {
    ok: false,
    reason: `This model was not trained on a ratio of ${shown}; the nearest it knows is ${formatKeepRatio(nearest / 10)}.`,
    instead: nearest / 10,
    isBelowFloor: false,
  };
}

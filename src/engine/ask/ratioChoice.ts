import { checkKeepRatio, parseKeepRatio } from '../../core/ratio';
import { AppError } from '../../protocol/appError';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { AutoNextStep } from '../../protocol/modelManifest';

/** What `--ratio` comes to for a model. */
export interface RatioChoice {
  /** Of the chain that is asked for first. */
  readonly keepRatio: number;
  /** What is done once more if its answer is not good enough; undefined: nothing. */
  readonly next: AutoNextStep | undefined;
  /** What people should know, one sentence. */
  readonly note: string | undefined;
}

/** Code `unknown-ratio` for what is no ratio with any model, before one is prepared. */
export function requireRatioText(text: string | undefined): void {
  if (text === undefined || text === 'auto') return;
  const parsed = parseKeepRatio(text);
  if (!parsed.ok) throw new AppError('unknown-ratio', parsed.reason);
}

/**
 * The ratio that `text` (`0.5`, `auto`, or nothing: the full chain) means for this model. `auto`
 * starts at the lowest trained ratio and goes on once, with the full chain or with a vote, whichever
 * the model was measured to gain more by in the time; a model without trained ratios has nothing to
 * choose from and writes its full chain.
 *
 * Code `unknown-ratio` with what the model can do.
 */
export function chooseRatio(text: string | undefined, manifest: ModelDescription): RatioChoice {
  const { trainedRatios, name, auto } = manifest;
  if (text === undefined) return { keepRatio: 1, next: undefined, note: undefined };
  if (text === 'auto') {
    const lowest = Math.min(1, ...trainedRatios);
    if (lowest < 1) return { keepRatio: lowest, next: auto?.next ?? 'full', note: undefined };
    return {
      keepRatio: 1,
      next: undefined,
      note: `${name} was not trained for ratios: auto asks for its full reasoning.`,
    };
  }
  const parsed = parseKeepRatio(text);
  if (!parsed.ok) throw new AppError('unknown-ratio', parsed.reason);
  const check = checkKeepRatio(parsed.keepRatio, trainedRatios);
  if (!check.ok) throw new AppError('unknown-ratio', check.reason);
  const isInWords = check.untrained && parsed.keepRatio < 1;
  const percent = Math.round(parsed.keepRatio * 100);
  return {
    keepRatio: parsed.keepRatio,
    next: undefined,
    note: isInWords
      ? `${name} was not trained for ratios: it is asked in words to keep ${percent} % of its reasoning, and may write as much as without that.`
      : undefined,
  };
}

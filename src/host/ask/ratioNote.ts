import { l10n } from 'vscode';
import { isFullRatio } from '../../core/ratio';
import type { RatioChoice } from '../../engine/ask/ratioChoice';

/** What is to be known of a choice of ratio, in the language of the editor; null where nothing is. */
export function ratioNote({ keepRatio, note }: RatioChoice, model: string): string | null {
  if (note === undefined) return null;
  return isFullRatio(keepRatio)
    ? l10n.t('{0} was not trained for ratios: auto asks for its full reasoning.', model)
    : l10n.t(
        '{0} was not trained for ratios: it is asked in words to keep {1} % of its reasoning, and may write as much as without that.',
        model,
        Math.round(keepRatio * 100),
      );
}

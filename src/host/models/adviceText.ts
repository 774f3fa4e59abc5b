import { l10n } from 'vscode';
import type { ModelAdvice } from '../../modelkit/catalogue/adviseModels';
import { downloadBytes } from '../../modelkit/catalogue/entrySize';
import { sizeText } from './sizeText';

/** What is to be known of a model before its sizes, a few words each. */
export function adviceRemarks({ entry, isRecommended }: ModelAdvice): readonly string[] {
  return [
    ...(isRecommended ? [l10n.t('recommended for this machine')] : []),
    ...(entry.trainedRatios.length === 0 ? [l10n.t('not trained for ratios')] : []),
    ...(entry.licence.nonCommercial
      ? [l10n.t('{0}: not for commercial use', entry.licence.name)]
      : []),
    ...(entry.gatedAt === undefined ? [] : [l10n.t('access has to be asked for')]),
  ];
}

/** All of it in the few words of a row: what decides comes first, since the end may be cut off. */
export function adviceText(advice: ModelAdvice): string {
  const remarks = adviceRemarks(advice);
  const need = needText(advice);
  const first = advice.isRecommended ? remarks.slice(0, 1) : [];
  return [...first, need, ...remarks.slice(first.length)].join(' · ');
}

/** Sizes of the download and of a running model, or why it cannot run here. */
export function needText({ entry, needBytes, hasBytes, fits, device }: ModelAdvice): string {
  if (!fits) {
    return l10n.t(
      'needs {0} of memory, this machine has {1} for it',
      sizeText(needBytes),
      sizeText(hasBytes),
    );
  }
  const fetched = sizeText(downloadBytes(entry));
  return device === 'gpu'
    ? l10n.t('{0} to fetch · needs about {1} of graphics memory', fetched, sizeText(needBytes))
    : l10n.t('{0} to fetch · needs about {1} of memory', fetched, sizeText(needBytes));
}

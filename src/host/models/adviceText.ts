import { l10n } from 'vscode';
import type { ModelAdvice } from '../../modelkit/catalogue/adviseModels';
import { downloadBytes } from '../../modelkit/catalogue/entrySize';
import { sizeText } from './sizeText';

/** Why a model is to be taken, a few words each; empty for most. */
function adviceReasons({ isRecommended, gain }: ModelAdvice): readonly string[] {
  return [
    ...(isRecommended ? [l10n.t('recommended for this machine')] : []),
    ...(gain === undefined
      ? []
      : [l10n.t('right on {0} of 100 school problems instead of {1}', gain.right, gain.insteadOf)]),
  ];
}

/** What limits a model, a few words each. */
function adviceLimits({ entry }: ModelAdvice): readonly string[] {
  return [
    ...(entry.trainedRatios.length === 0 ? [l10n.t('not trained for ratios')] : []),
    ...(entry.licence.nonCommercial
      ? [l10n.t('{0}: not for commercial use', entry.licence.name)]
      : []),
    ...(entry.gatedAt === undefined ? [] : [l10n.t('access has to be asked for')]),
  ];
}

/** What is to be known of a model beside its sizes, a few words each. */
export function adviceRemarks(advice: ModelAdvice): readonly string[] {
  return [...adviceReasons(advice), ...adviceLimits(advice)];
}

/** All of it in the few words of a row: what decides comes first, since the end may be cut off. */
export function adviceText(advice: ModelAdvice): string {
  return [...adviceReasons(advice), needText(advice), ...adviceLimits(advice)].join(' · ');
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
  const sizes = [downloadBytes(entry), needBytes, hasBytes].map(sizeText);
  return device === 'gpu'
    ? l10n.t('{0} to fetch · needs about {1} of {2} of graphics memory', ...sizes)
    : l10n.t('{0} to fetch · needs about {1} of {2} of memory', ...sizes);
}

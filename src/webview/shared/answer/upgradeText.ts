import * as l10n from '@vscode/l10n';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { ModelView, UpgradeView } from '../../../protocol/webview/modelView';

/** What is offered under an answer: only under one that is not sure, of the model in use. */
export function upgradeUnder(
  { state, report }: AnswerView,
  model: ModelView,
): UpgradeView | undefined {
  if (state !== 'done' || report?.confidence?.isSure !== false) return undefined;
  if (model.kind !== 'present' || model.id !== report.model) return undefined;
  return model.upgrade ?? undefined;
}

/**
 * «… is right on 54 of 100 school problems instead of 29, 1.1 GB»; no numbers before they are
 * measured. `size` is that of the download, null where it is here.
 */
export function upgradeText(
  { name, gain }: Pick<UpgradeView, 'name' | 'gain'>,
  size: string | null,
): string {
  const offer =
    gain === null
      ? l10n.t('A larger model may do better: {0}', name)
      : l10n.t(
          '{0} is right on {1} of 100 school problems instead of {2}',
          name,
          gain.right,
          gain.insteadOf,
        );
  return size === null ? offer : `${offer}, ${size}`;
}

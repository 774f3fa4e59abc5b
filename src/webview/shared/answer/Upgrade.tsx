import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { UpgradeView } from '../../../protocol/webview/modelView';
import { Button } from '../Button';
import { formatBytes } from '../format';
import { upgradeText } from './upgradeText';

export interface UpgradeProps {
  readonly upgrade: UpgradeView;
  readonly onTake: () => void;
}

/** One line: a larger model, and the way to it. */
export function Upgrade({ upgrade, onTake }: UpgradeProps): JSX.Element {
  const { downloadBytes, memoryBytes, hasBytes } = upgrade;
  const need = l10n.t(
    'Needs about {0} of memory, this machine has {1} for it.',
    formatBytes(memoryBytes),
    formatBytes(hasBytes),
  );
  return (
    <p class="upgrade dim" title={need}>
      {upgradeText(upgrade, downloadBytes === null ? null : formatBytes(downloadBytes))}{' '}
      <Button kind="quiet" onPress={onTake}>
        {downloadBytes === null ? l10n.t('Use it') : l10n.t('Get it')}
      </Button>
    </p>
  );
}

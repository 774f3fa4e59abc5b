import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { ModelView } from '../../protocol/webview/modelView';
import { Button } from './Button';
import { formatBytes } from './format';

export interface ModelMissingProps {
  readonly model: Extract<ModelView, { readonly kind: 'missing' }>;
  readonly onGet: () => void;
}

/** What is missing, what getting it takes, and the button that does it, or leads to a server. */
export function ModelMissing({ model, onGet }: ModelMissingProps): JSX.Element {
  const { name, downloadBytes, memoryBytes, reason, canRunHere } = model;
  return (
    <section class="card missing" aria-label={l10n.t('Model')}>
      <p>
        {downloadBytes === null || memoryBytes === null
          ? reason
          : l10n.t(
              '{0} is not on this machine yet. It is a download of {1} and takes ≈ {2} of memory while it answers; nothing you ask leaves this machine.',
              name,
              formatBytes(downloadBytes),
              formatBytes(memoryBytes),
            )}
      </p>
      <div class="bar actions">
        <Button kind="primary" onPress={onGet}>
          {canRunHere ? l10n.t('Get the model') : l10n.t('Open Settings')}
        </Button>
      </div>
    </section>
  );
}

import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { deviceTitles } from '../../protocol/deviceTitles';
import type { ModelView } from '../../protocol/webview/modelView';
import { Button } from '../shared/Button';

export interface ModelBarProps {
  readonly model: ModelView;
  readonly isHistoryOpen: boolean;
  readonly onToggleHistory: () => void;
}

/** The model, the device it really runs on with the reason, and the way to earlier questions. */
export function ModelBar({ model, isHistoryOpen, onToggleHistory }: ModelBarProps): JSX.Element {
  const [isWhyOpen, setWhyOpen] = useState(false);
  const device = model.kind === 'present' ? model.device : null;
  // Where questions go is nothing to be asked for.
  const isRemote = device?.used === 'remote';
  return (
    <header>
      <div class="bar">
        {model.kind === 'present' && (
          <span class="chip">
            {device === null ? model.name : `${model.name} · ${deviceName(device.used)}`}
          </span>
        )}
        {device !== null && !isRemote && (
          <Button
            kind="quiet"
            isExpanded={isWhyOpen}
            label={l10n.t('{0}: why?', deviceName(device.used))}
            onPress={() => setWhyOpen(!isWhyOpen)}
          >
            {l10n.t('why?')}
          </Button>
        )}
        <span class="grow" />
        <Button kind="quiet" isExpanded={isHistoryOpen} onPress={onToggleHistory}>
          {l10n.t('History')}
        </Button>
      </div>
      {device !== null && (isWhyOpen || isRemote) && <p class="why dim">{device.reason}</p>}
    </header>
  );
}

function deviceName(device: string): string {
  if (device === 'remote') return l10n.t('on a server');
  return deviceTitles[device] ?? device;
}

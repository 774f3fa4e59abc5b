import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { MapView } from '../../protocol/webview/panelLink';
import { Failure } from '../shared/answer/Failure';
import { Button } from '../shared/Button';
import { TokenMap } from './TokenMap';

export interface MapSectionProps {
  readonly map: MapView;
  readonly onStop: () => void;
  readonly onRetry: () => void;
  readonly onGetModel: () => void;
}

/** The map of a full chain. Its tokens are the model's, which may have to be loaded first. */
export function MapSection(props: MapSectionProps): JSX.Element {
  const { map, onStop, onRetry, onGetModel } = props;
  const { state, tokens, failure } = map;
  if (tokens !== null) return <TokenMap tokens={tokens} />;
  const isRunning = state === 'loading' || state === 'reading';
  return (
    <section class="map-section" aria-busy={isRunning}>
      <div class="bar">
        <h2>{l10n.t('What a ratio would keep')}</h2>
        <span class="grow" />
        {isRunning && (
          <Button kind="outline" onPress={onStop} shortcut="Esc">
            {l10n.t('Stop')}
          </Button>
        )}
      </div>
      {failure === null ? (
        <p class="dim" role="status">
          {progressText(state)}
        </p>
      ) : (
        <Failure failure={failure} onRetry={onRetry} onGetModel={onGetModel} />
      )}
    </section>
  );
}

function progressText(state: MapView['state']): string {
  switch (state) {
    case 'loading':
      return l10n.t('Loading the model…');
    case 'reading':
      return l10n.t('The model takes the reasoning apart…');
    case 'stopped':
      return l10n.t('Stopped.');
    case 'done':
    case 'failed':
      return '';
  }
}

import { isCancelled } from '../../protocol/appError';
import type { MapView } from '../../protocol/webview/panelLink';
import { failureOf } from '../ask/failureOf';
import type { HostServices } from '../hostServices';

export interface MapHooks {
  readonly signal: AbortSignal;
  /** Complete snapshots; the last one is `done`, `stopped` or `failed`. */
  readonly onView: (view: MapView) => void;
}

/** Finds the tokens of a full chain, for the map of what pruning would leave. Never rejects. */
export async function mapChain(
  { models }: Pick<HostServices, 'models'>,
  chain: string,
  { signal, onView }: MapHooks,
): Promise<void> {
  const text = chain.trim();
  const show = (view: Partial<MapView> & Pick<MapView, 'state'>): void =>
    onView({ tokens: null, failure: null, ...view });
  show({ state: 'loading' });
  try {
    const { startOffsets, endOffsets } = await models.use(({ engine }) => {
      show({ state: 'reading' });
      return engine.tokenize(text, { signal });
    }, signal);
    const tokens = { text, startOffsets: [...startOffsets], endOffsets: [...endOffsets] };
    show({ state: 'done', tokens });
  } catch (error) {
    if (isCancelled(error)) show({ state: 'stopped' });
    else show({ state: 'failed', failure: failureOf(error) });
  }
}

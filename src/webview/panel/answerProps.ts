import type { PanelState } from '../../protocol/webview/panelLink';
import type { PageState } from './pageState';
import type { PanelHost } from './panelHost';

/** What everything that shows an answer needs. */
export interface AnswerProps {
  readonly host: PanelHost;
  readonly state: PanelState;
  readonly toggles: PageState['toggles'];
  readonly onToggle: (id: string, isOpen: boolean) => void;
  readonly onStop: () => void;
  readonly onGetModel: () => void;
  readonly onTakeUpgrade: () => void;
}

import type { WebviewPanel } from 'vscode';
import { l10n, Uri, ViewColumn, window } from 'vscode';
import type { PanelDraft } from '../../protocol/webview/panelLink';
import type { PanelParts } from './panelStateSource';
import { PanelView } from './panelView';

export const panelViewType = 'tokenskip.panel';

/** The one panel of this window, made when it is first needed and anew after it was closed. */
export class PanelHolder {
  readonly #parts: PanelParts;
  #open: PanelView | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** The panel, in front, with this question in its box if there is one. */
  reveal(draft: PanelDraft | null): PanelView {
    const view = this.#open ?? this.attach(createPanel());
    view.reveal(draft);
    return view;
  }

  /**
   * Fills a panel, also one that VS Code has restored after a reload of the window. It does so only when
   * the panel is looked at: one that was hidden till then gives way to the panel that a command has made.
   */
  attach(panel: WebviewPanel): PanelView {
    if (this.#open !== undefined) {
      panel.dispose();
      this.#open.reveal(null);
      return this.#open;
    }
    const { extensionUri } = this.#parts.services.context;
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'panel.svg');
    const view = new PanelView(panel, this.#parts);
    this.#open = view;
    view.onClosed(() => {
      if (this.#open === view) this.#open = undefined;
    });
    return view;
  }
}

function createPanel(): WebviewPanel {
  return window.createWebviewPanel(panelViewType, l10n.t('TokenSkip'), ViewColumn.Beside, {
    enableScripts: true,
  });
}

import type { WebviewPanel } from 'vscode';
import { commands, Disposable, l10n, Uri, ViewColumn, window } from 'vscode';
import { accept, object, text } from '../../protocol/guards';
import { limits } from '../../protocol/limits';
import type { PanelDraft } from '../../protocol/webview/panelLink';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { questionFromSelection } from '../commands/selectedQuestions';
import { DisposableStore } from '../disposableStore';
import type { HostServices } from '../hostServices';
import { pickRatio } from './pickRatio';
import type { PanelParts } from './panelView';
import { PanelView } from './panelView';
import { QuestionHistory } from './questionHistory';
import { TargetEditor } from './targetEditor';

const viewType = 'tokenskip.panel';

/** What other commands give to `tokenskip.ask` so that it asks at once. */
const askedQuestion = object<{ readonly question: string }>({
  question: text(limits.textLength, 1),
});

/** The panel, the commands that open it, and its return after a reload of the window. */
export function registerPanel(services: HostServices): Disposable {
  const store = new DisposableStore();
  const target = store.add(new TargetEditor());
  const history = new QuestionHistory(services.context.workspaceState);
  const parts: PanelParts = { services, history, target };
  let open: PanelView | undefined;

  const attach = (panel: WebviewPanel): PanelView => {
    panel.iconPath = Uri.joinPath(services.context.extensionUri, 'media', 'panel.svg');
    const view = new PanelView(panel, parts);
    open = view;
    view.onClosed(() => {
      if (open === view) open = undefined;
    });
    return view;
  };
  const reveal = (draft: PanelDraft | null): PanelView => {
    const view = open ?? attach(createPanel());
    view.reveal(draft);
    return view;
  };
  /** The selected text, or what the panel's own box is asked for. */
  const selected = (): string | undefined => questionFromSelection(window.activeTextEditor);
  const draftOf = (ratio: RatioSetting | null): PanelDraft | null => {
    const question = selected();
    return question === undefined && ratio === null ? null : { question: question ?? '', ratio };
  };

  store.add(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        attach(panel);
        return Promise.resolve();
      },
    }),
  );
  store.add(
    commands.registerCommand('tokenskip.ask', async (asked: unknown) => {
      const given = accept(askedQuestion, asked, 'question');
      if (!given.ok) {
        reveal(draftOf(null));
        return;
      }
      const { question } = given.value;
      const { ratio } = services.settings.current;
      await reveal({ question, ratio: null }).ask({ question, ratio, force: false });
    }),
  );
  store.add(
    commands.registerCommand('tokenskip.askWithRatio', async () => {
      const ratio = await pickRatio(services.models, services.settings.current.ratio);
      if (ratio === undefined) return;
      const question = selected();
      const view = reveal({ question: question ?? '', ratio });
      if (question !== undefined) await view.ask({ question, ratio, force: false });
    }),
  );
  store.add(
    commands.registerCommand('tokenskip.compareRatios', async () => {
      const { ratio } = services.settings.current;
      const question = selected();
      const view = reveal(draftOf(null));
      if (question !== undefined) await view.compare({ question, ratio, force: false });
    }),
  );
  return Disposable.from(store);
}

function createPanel(): WebviewPanel {
  return window.createWebviewPanel(viewType, l10n.t('TokenSkip'), ViewColumn.Beside, {
    enableScripts: true,
  });
}

import type { WebviewPanel } from 'vscode';
import { commands, env, EventEmitter, l10n } from 'vscode';
import type { Event } from 'vscode';
import type { AnswerView } from '../../protocol/webview/answerView';
import type {
  PanelDraft,
  PanelEvents,
  PanelMethods,
  PanelQuestion,
  PanelState,
} from '../../protocol/webview/panelLink';
import { panelLink } from '../../protocol/webview/panelLink';
import { RpcServer } from '../../protocol/rpc/rpcServer';
import { DisposableStore } from '../disposableStore';
import { describeModel } from '../engine/describeModel';
import type { HostServices } from '../hostServices';
import { pageHtml, pageRoot } from '../webview/pageHtml';
import { webviewTransport } from '../webview/webviewTransport';
import { answerRun, PanelRuns } from './panelRuns';
import type { QuestionHistory } from './questionHistory';
import type { TargetEditor } from './targetEditor';
import { copyAnswer } from './targetEditor';

export interface PanelParts {
  readonly services: HostServices;
  readonly history: QuestionHistory;
  readonly target: TargetEditor;
}

type Nothing = Record<string, never>;

/** The open panel: its page, what it asks for and what it is told. Ends when the panel is closed. */
export class PanelView {
  readonly #panel: WebviewPanel;
  readonly #parts: PanelParts;
  readonly #store = new DisposableStore();
  readonly #runs: PanelRuns;
  readonly #rpc: RpcServer<PanelMethods, PanelEvents, AbortSignal>;
  readonly #closed = new EventEmitter<void>();
  #draft: PanelDraft | null = null;

  constructor(panel: WebviewPanel, parts: PanelParts) {
    const { services, target } = parts;
    const { extensionUri } = services.context;
    this.#panel = panel;
    this.#parts = parts;
    this.#runs = this.#store.add(new PanelRuns(services));
    this.#rpc = this.#serve();
    this.#store.add(panel.onDidDispose(() => this.#end()));
    this.#store.add(this.#runs.onChange((run) => this.#rpc.emit('run', { run })));
    this.#store.add(services.models.onStatus(() => void this.#pushState()));
    this.#store.add(services.settings.onChange(() => void this.#pushState()));
    this.#store.add(target.onChange(() => void this.#pushState()));
    this.#store.add(panel.onDidChangeViewState(() => void this.#pushState()));
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(extensionUri)] };
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'panel', env.language);
  }

  get onClosed(): Event<void> {
    return this.#closed.event;
  }

  /** Brings the panel to the front, with this question in its box if there is one. */
  reveal(draft: PanelDraft | null): void {
    // Kept until a page asks: the event is lost on one that is hidden or not there yet.
    this.#draft = draft;
    this.#panel.reveal(undefined, false);
    if (draft !== null) this.#rpc.emit('draft', draft);
  }

  compare(question: PanelQuestion): Promise<void> {
    return this.#compare(question);
  }

  async ask(question: PanelQuestion): Promise<void> {
    await this.#keep([await this.#runs.ask(question)]);
  }

  /** A chain of a document in full sentences. */
  async explainText(chain: string): Promise<void> {
    await this.#runs.explainText(chain);
  }

  /** An answer of any surface, in full sentences. */
  async explain(view: AnswerView): Promise<void> {
    this.#runs.show(view);
    await this.#runs.explain();
  }

  #serve(): RpcServer<PanelMethods, PanelEvents, AbortSignal> {
    const { history, target } = this.#parts;
    const transport = webviewTransport(this.#panel.webview, (listener) =>
      this.#panel.onDidDispose(listener),
    );
    return new RpcServer<PanelMethods, PanelEvents, AbortSignal>(
      transport,
      panelLink,
      {
        ready: ({ shownId }) => this.#ready(shownId),
        ask: (question) => answered(() => void this.ask(question)),
        compare: (question) => answered(() => void this.#compare(question)),
        explain: () => answered(() => void this.#runs.explain()),
        map: () => done(this.#runs.map()),
        stop: () => answered(() => this.#runs.stop()),
        copy: ({ text }) => done(copyAnswer(text)),
        insert: ({ latex, replaces }) => done(target.write(latex, replaces)),
        show: ({ id }) => answered(() => this.#runs.show(history.find(id))),
        remove: ({ id }) => this.#changeHistory(history.remove(id)),
        clearHistory: () => this.#changeHistory(history.clear()),
        getModel: () => answered(() => void this.#getModel()),
      },
      {
        createAbort: () => new AbortController(),
        onProblem: (problem) => this.#parts.services.logger.log('warn', 'panel.link', problem),
      },
    );
  }

  async #ready(shownId: string | null): Promise<PanelMethods['ready']['result']> {
    const kept = shownId === null ? undefined : this.#parts.history.find(shownId);
    // After a reload of the window nothing runs: the page is given back what it showed.
    const run = this.#runs.current ?? (kept === undefined ? null : answerRun(kept));
    const draft = this.#draft;
    this.#draft = null;
    const strings = l10n.bundle === undefined ? null : JSON.stringify(l10n.bundle);
    return { strings, state: await this.#state(), run, draft };
  }

  async #state(): Promise<PanelState> {
    const { services, history, target } = this.#parts;
    const { ratio, reasoning } = services.settings.current;
    const editor = target.current;
    return {
      model: await describeModel(services.models),
      ratio,
      reasoning,
      editor:
        editor === undefined
          ? null
          : {
              fileName: editor.document.fileName.split(/[\\/]/).at(-1) ?? '',
              hasSelection: editor.selections.some((selection) => !selection.isEmpty),
            },
      history: history.items,
    };
  }

  async #pushState(): Promise<void> {
    try {
      this.#rpc.emit('state', await this.#state());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#parts.services.logger.log('warn', 'panel.state', reason);
    }
  }

  async #getModel(): Promise<void> {
    await commands.executeCommand('tokenskip.downloadModel');
    await this.#pushState();
  }

  async #compare(question: PanelQuestion): Promise<void> {
    const model = await describeModel(this.#parts.services.models);
    const trained = model.kind === 'present' ? model.trainedRatios : [];
    await this.#keep(await this.#runs.compare(question, trained));
  }

  async #keep(views: readonly AnswerView[]): Promise<void> {
    for (const view of views.toReversed()) await this.#parts.history.add(view);
    await this.#pushState();
  }

  async #changeHistory(change: Promise<void>): Promise<Nothing> {
    await change;
    await this.#pushState();
    return {};
  }

  #end(): void {
    this.#store.dispose();
    this.#rpc.dispose();
    this.#closed.fire();
    this.#closed.dispose();
  }
}

/** Starts what goes on after the answer. */
function answered(start: () => void): Promise<Nothing> {
  start();
  return Promise.resolve({});
}

async function done(work: Promise<void>): Promise<Nothing> {
  await work;
  return {};
}

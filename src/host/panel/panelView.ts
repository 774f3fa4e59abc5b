import type { WebviewPanel } from 'vscode';
import { commands, EventEmitter } from 'vscode';
import type { Event } from 'vscode';
import type {
  PanelDraft,
  PanelEvents,
  PanelMethods,
  PanelQuestion,
} from '../../protocol/webview/panelLink';
import { panelLink } from '../../protocol/webview/panelLink';
import type { Nothing } from '../../protocol/rpc/call';
import { RpcServer } from '../../protocol/rpc/rpcServer';
import { DisposableStore } from '../disposableStore';
import { getModel } from '../models/getModel';
import { answered, done, pageStrings } from '../webview/pageAnswers';
import { pageHtml, pageRoot } from '../webview/pageHtml';
import { webviewTransport } from '../webview/webviewTransport';
import { answerRun, PanelRuns } from './panelRuns';
import type { PanelParts } from './panelStateSource';
import { PanelStateSource } from './panelStateSource';
import type { PastAnswer } from './questionHistory';
import { copyAnswer } from './targetEditor';

/** The open panel: its page, what it asks for and what it is told. Ends when the panel is closed. */
export class PanelView {
  readonly #panel: WebviewPanel;
  readonly #parts: PanelParts;
  readonly #store = new DisposableStore();
  readonly #runs: PanelRuns;
  readonly #state: PanelStateSource;
  readonly #rpc: RpcServer<PanelMethods, PanelEvents, AbortSignal>;
  readonly #closed = new EventEmitter<void>();
  /** Waits for a page that asks. */
  #draft: PanelDraft | null = null;
  #isPageThere = false;

  constructor(panel: WebviewPanel, parts: PanelParts) {
    const { services } = parts;
    const { extensionUri } = services.context;
    this.#panel = panel;
    this.#parts = parts;
    this.#runs = this.#store.add(new PanelRuns(services));
    this.#state = this.#store.add(new PanelStateSource(parts));
    this.#rpc = this.#serve();
    this.#store.add(panel.onDidDispose(() => this.#end()));
    this.#store.add(this.#runs.onChange((run) => this.#rpc.emit('run', { run })));
    this.#store.add(this.#state.onChange((state) => this.#rpc.emit('state', state)));
    this.#store.add(
      panel.onDidChangeViewState(() => {
        // VS Code ends the page of a hidden panel; the next one asks for everything.
        if (!panel.visible) this.#isPageThere = false;
        void this.#state.refresh();
      }),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(extensionUri)] };
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'panel');
  }

  get onClosed(): Event<void> {
    return this.#closed.event;
  }

  /** Brings the panel to the front, with this question in its box if there is one. */
  reveal(draft: PanelDraft | null): void {
    if (!this.#isPageThere) this.#draft = draft ?? this.#draft;
    else if (draft !== null) this.#rpc.emit('draft', draft);
    this.#panel.reveal(undefined, false);
  }

  async compare(question: PanelQuestion): Promise<void> {
    const trained = await this.#state.trainedRatios();
    const views = await this.#runs.compare(question, trained);
    const { history } = question;
    await this.#keep(views.map((view) => ({ view, history })));
  }

  /** True when the answer is done, and nothing was stopped or begun here meanwhile. */
  async ask(question: PanelQuestion): Promise<boolean> {
    const asked = this.#runs.ask(question);
    const { signal } = this.#runs;
    const view = await asked;
    await this.#keep([{ view, history: question.history }]);
    return view.state === 'done' && !signal.aborted;
  }

  /** A chain of a document in full sentences. */
  async explainText(chain: string): Promise<void> {
    await this.#runs.explainText(chain);
  }

  /** An answer of any surface, in full sentences. */
  async explain(answer: PastAnswer): Promise<void> {
    this.#showPast(answer);
    await this.#runs.explain();
  }

  #serve(): RpcServer<PanelMethods, PanelEvents, AbortSignal> {
    const { history, services } = this.#parts;
    const transport = webviewTransport(this.#panel.webview, (listener) =>
      this.#panel.onDidDispose(listener),
    );
    return new RpcServer<PanelMethods, PanelEvents, AbortSignal>(
      transport,
      panelLink,
      {
        ready: (kept) => this.#ready(kept),
        ask: (question) => answered(() => void this.ask(question)),
        compare: (question) => answered(() => void this.compare(question)),
        checkAgain: () => answered(() => void this.#checkAgain()),
        explain: () => answered(() => void this.#runs.explain()),
        map: () => answered(() => void this.#runs.map()),
        stop: () => answered(() => this.#runs.stop()),
        copy: ({ text }) => done(copyAnswer(text)),
        insert: ({ latex, replaces }) => done(services.target.write(latex, replaces)),
        show: ({ id }) => answered(() => this.#showPast(history.find(id))),
        remove: ({ id }) => this.#changeHistory(history.remove(id)),
        clearHistory: () => this.#changeHistory(history.clear()),
        getModel: () => answered(() => void this.#getModel()),
        takeUpgrade: () => answered(() => void commands.executeCommand('tokenskip.takeUpgrade')),
      },
      {
        createAbort: () => new AbortController(),
        onProblem: (problem) => services.logger.log('warn', 'panel.link', problem),
      },
    );
  }

  #showPast(answer: PastAnswer | undefined): void {
    this.#runs.show(answer === undefined ? null : answerRun(answer));
  }

  async #ready({
    shown,
    awaited,
  }: PanelMethods['ready']['params']): Promise<PanelMethods['ready']['result']> {
    // After a reload of the window nothing runs: what the page showed is gone on from. An answer that came to
    // its end while no page was there stands in the history alone.
    if (this.#runs.current === null) {
      const ended = awaited === null ? undefined : this.#parts.history.find(awaited);
      const kept = ended === undefined ? shown : answerRun(ended);
      if (kept !== null) this.#runs.show(kept);
    }
    const state = await this.#state.read();
    // Not before the state is read: until its answer is there the page is told nothing.
    const draft = this.#draft;
    this.#draft = null;
    this.#isPageThere = true;
    const { active: isActive } = this.#panel;
    return { strings: pageStrings(), state, run: this.#runs.current, draft, isActive };
  }

  async #getModel(): Promise<void> {
    await getModel(this.#parts.services);
    await this.#state.refresh();
  }

  async #checkAgain(): Promise<void> {
    const answer = await this.#runs.checkAgain();
    if (answer !== undefined) await this.#keep([answer]);
  }

  async #keep(answers: readonly PastAnswer[]): Promise<void> {
    for (const answer of answers.toReversed()) await this.#parts.history.add(answer);
    await this.#state.refresh();
  }

  async #changeHistory(change: Promise<void>): Promise<Nothing> {
    await change;
    await this.#state.refresh();
    return {};
  }

  #end(): void {
    this.#store.dispose();
    this.#rpc.dispose();
    this.#closed.fire();
    this.#closed.dispose();
  }
}

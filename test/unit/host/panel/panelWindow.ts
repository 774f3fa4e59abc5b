import { AnswerService } from '../../../../src/host/ask/answerService';
import { editorCommands } from '../../../../src/host/commands/editorCommands';
import type { HostSession } from '../../../../src/host/engine/modelService';
import { registerPanel } from '../../../../src/host/panel/registerPanel';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import type { Settings } from '../../../../src/host/settings/settingsTable';
import { silentLogger } from '../../../../src/protocol/logger';
import { RpcClient } from '../../../../src/protocol/rpc/rpcClient';
import type {
  PanelDraft,
  PanelEvents,
  PanelMethods,
  PanelRun,
  PanelSnapshot,
} from '../../../../src/protocol/webview/panelLink';
import { panelLink } from '../../../../src/protocol/webview/panelLink';
import type { Line } from '../../support/scriptedEngine';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';
import { commands, EventEmitter, window } from './panelVscode';
import type { TableMemento } from './tableMemento';

/** The panel's page as far as the host can tell: what it is told, and what it asks for. */
export class ScriptedPage {
  readonly rpc: RpcClient<PanelMethods, PanelEvents>;
  readonly runs: (PanelRun | null)[] = [];
  readonly drafts: PanelDraft[] = [];
  readonly #changed = new EventEmitter<void>();

  constructor() {
    const panel = window.panels.at(-1);
    if (panel === undefined) throw new Error('no panel is open');
    this.rpc = new RpcClient(panel.transport, panelLink, {
      graceMs: 1_000,
      startTimer: () => () => undefined,
    });
    this.rpc.onEvent('run', ({ run }) => {
      this.runs.push(run);
      this.#changed.fire();
    });
    this.rpc.onEvent('draft', (draft) => void this.drafts.push(draft));
  }

  /** `shown` and `awaited`: what the page showed before a reload of the window, and what was being written. */
  async ready(
    shown: PanelRun | null = null,
    awaited: string | null = null,
  ): Promise<PanelSnapshot> {
    const snapshot = await this.rpc.request('ready', { shown, awaited });
    this.runs.push(snapshot.run);
    return snapshot;
  }

  /** The first run of this kind that is as wished, from those that came since the page is there. */
  until<K extends PanelRun['kind']>(
    kind: K,
    isWished: (run: Extract<PanelRun, { readonly kind: K }>) => boolean,
  ): Promise<Extract<PanelRun, { readonly kind: K }>> {
    const isOfKind = (run: PanelRun | null): run is Extract<PanelRun, { readonly kind: K }> =>
      run?.kind === kind;
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.runs.filter(isOfKind).find(isWished);
        if (found === undefined) return;
        subscription.dispose();
        resolve(found);
      };
      const subscription = this.#changed.event(look);
      look();
    });
  }
}

class CurrentSettings {
  readonly onChange = new EventEmitter().event;
  readonly #current: () => Settings;

  constructor(current: () => Settings) {
    this.#current = current;
  }

  get current(): Settings {
    return this.#current();
  }
}

/** The panel and the commands on the editor's selection, with an engine that says what it is given. */
export class PanelWindow {
  readonly engine: ScriptedEngine;
  settings: Settings = checkSettings(() => undefined).settings;
  readonly answers: AnswerService;
  readonly services: unknown;
  /** Runs before each look at the model. */
  beforeLook: () => Promise<unknown> = () => Promise.resolve();
  /** Runs before each use of the model. */
  beforeUse: () => Promise<unknown> = () => Promise.resolve();

  constructor(memento: TableMemento, ...lines: Line[]) {
    window.panels.length = 0;
    window.told.length = 0;
    this.engine = new ScriptedEngine(...lines);
    const session: HostSession = { ...sessionOf(this.engine), insteadOf: undefined };
    const models = {
      status: undefined,
      onStatus: new EventEmitter().event,
      selected: async () => {
        await this.beforeLook();
        return session;
      },
      use: async <T>(work: (session: HostSession) => Promise<T>): Promise<T> => {
        await this.beforeUse();
        return work(session);
      },
    };
    this.answers = new AnswerService(models, () => this.settings);
    const onChange = new EventEmitter().event;
    this.services = {
      context: { workspaceState: memento, extensionUri: 'extension' },
      logger: silentLogger,
      settings: new CurrentSettings(() => this.settings),
      models,
      modelFiles: { event: onChange },
      upgrades: { find: () => Promise.resolve(undefined) },
      answers: this.answers,
      savings: { recordMeasured: () => Promise.resolve() },
      target: { current: undefined, onChange, write: () => this.write() },
    };
    registerPanel(this.services as never);
    editorCommands(this.services as never);
  }

  /** What writing an answer into a file comes to. */
  write: () => Promise<void> = () => Promise.resolve();

  /** Runs a command of the extension, and tells what it comes to. */
  run(command: string, argument?: unknown): Promise<unknown> {
    return commands.executeCommand(`tokenskip.${command}`, argument);
  }

  /** Selects these texts of a document that holds nothing else. */
  select(...questions: readonly string[]): void {
    const text = questions.join('\n');
    window.activeTextEditor = {
      document: { getText: () => text, languageId: 'plaintext', offsetAt: (at: number) => at },
      selections: questions.map((question) => {
        const start = text.indexOf(question);
        return { isEmpty: false, start, end: start + question.length };
      }),
    };
  }
}

// What the panel and the commands that open it use of the module `vscode`, and a person's hand on it:
//
//   vi.mock('vscode', () => import('./panelVscode'));

import type { Transport } from '../../../../src/protocol/rpc/transport';
import { EventEmitter } from '../../../support/vscodeStub';

export * from '../../../support/vscodeStub';

interface Registration {
  dispose(): unknown;
}

type Command = (argument?: unknown) => unknown;
const registered = new Map<string, Command>();

export const commands = {
  registerCommand: (name: string, run: Command): Registration => {
    registered.set(name, run);
    return { dispose: () => registered.delete(name) };
  },
  executeCommand: (name: string, argument?: unknown): Promise<unknown> =>
    Promise.resolve(registered.get(name)?.(argument)),
};

export const Disposable = {
  from: (...owned: readonly Registration[]): Registration => ({
    dispose: () => owned.forEach((one) => one.dispose()),
  }),
};

export const LanguageModelChatMessageRole = { User: 1, Assistant: 2 };

/** The token of a request that nobody stops. */
export const neverCancelled = {
  isCancellationRequested: false,
  onCancellationRequested: new EventEmitter<unknown>().event,
};

export const env = { language: 'en' };
export const ViewColumn = { Beside: -2 };
export const Uri = { joinPath: (base: unknown): unknown => base };

/** One panel; both ends of its messages. */
export class ScriptedPanel {
  readonly visible = true;
  readonly active = true;
  readonly #toHost = new EventEmitter<unknown>();
  readonly #toPage = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter<void>();
  readonly #viewState = new EventEmitter<void>();
  readonly webview = {
    cspSource: '',
    asWebviewUri: (uri: unknown): string => String(uri),
    onDidReceiveMessage: this.#toHost.event,
    postMessage: (message: unknown): Promise<boolean> => {
      this.#toPage.fire(structuredClone(message));
      return Promise.resolve(true);
    },
  };
  readonly onDidDispose = this.#disposed.event;
  readonly onDidChangeViewState = this.#viewState.event;
  readonly reveal = (): void => undefined;

  /** The page's end. */
  get transport(): Transport {
    return {
      send: async (message) => {
        await Promise.resolve();
        this.#toHost.fire(structuredClone(message));
      },
      onMessage: (listener) => {
        const subscription = this.#toPage.event(listener);
        return () => subscription.dispose();
      },
      onClose: () => () => undefined,
    };
  }

  dispose(): void {
    this.#disposed.fire();
  }
}

export const window = {
  activeTextEditor: undefined as unknown,
  /** The panels that were opened, oldest first. */
  panels: [] as ScriptedPanel[],
  /** What was said in messages. */
  told: [] as string[],
  registerWebviewPanelSerializer: (): Registration => ({ dispose: () => undefined }),
  createWebviewPanel: (): ScriptedPanel => {
    const panel = new ScriptedPanel();
    window.panels.push(panel);
    return panel;
  },
  showInformationMessage: (message: string): Promise<undefined> => {
    window.told.push(message);
    return Promise.resolve(undefined);
  },
  showWarningMessage: (message: string): Promise<undefined> => {
    window.told.push(message);
    return Promise.resolve(undefined);
  },
};

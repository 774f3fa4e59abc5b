import { join } from 'node:path';
import { AnswerService } from '../../../src/host/ask/answerService';
import { ChatConversation } from '../../../src/host/chat/chatConversation';
import { ModelService } from '../../../src/host/engine/modelService';
import { SavingsFile } from '../../../src/host/savings/savingsFile';
import { SavingsService } from '../../../src/host/savings/savingsService';
import { checkSettings } from '../../../src/host/settings/checkSettings';
import type { Settings } from '../../../src/host/settings/settingsTable';
import { silentLogger } from '../../../src/protocol/logger';
import type { AnswerView } from '../../../src/protocol/webview/answerView';
import { FileStore } from './fileStore';

export interface HostPlace {
  /** Laid out as an installed extension is. */
  readonly root: string;
  readonly modelDir: string;
}

/** The host's own parts as a window puts them together: models, answers, savings, conversation. */
export class HostParts {
  readonly models: ModelService;
  readonly answers: AnswerService;
  readonly chat: ChatConversation;
  readonly savings: SavingsService;
  /** What VS Code keeps of a workspace. */
  readonly store: FileStore;
  readonly folder: string;
  /** The running answer as it is shown. */
  view: AnswerView | undefined;
  #recorded: Promise<void> = Promise.resolve();
  readonly #settled: AnswerView[] = [];

  /** @param folder what this host keeps lies there; another one may have kept something before */
  constructor({ root, modelDir }: HostPlace, folder: string, more: Partial<Settings> = {}) {
    const { settings } = checkSettings(() => undefined);
    const given: Settings = {
      ...settings,
      model: modelDir,
      device: 'cpu',
      maxTokens: 400,
      idleUnloadMinutes: 0,
      ...more,
    };
    this.folder = folder;
    this.store = new FileStore(folder);
    this.models = new ModelService({
      extensionRoot: root,
      settings: () => given,
      logger: silentLogger,
    });
    this.answers = new AnswerService(this.models, () => given);
    this.savings = new SavingsService(new SavingsFile(savingsFolder(folder)), 'here', silentLogger);
    this.chat = new ChatConversation(this.answers, this.store);
    this.answers.onSettled(({ view }) => {
      this.#settled.push(view);
      this.#recorded = this.#recorded.then(() => this.savings.recordAnswer(view));
    });
    this.chat.onTurn((view) => (this.view = view));
  }

  /** Every answer of this host, in the order in which they ended. */
  get settled(): readonly AnswerView[] {
    return this.#settled;
  }

  /** In long use these would be what grows. */
  forgetSettled(): void {
    this.#settled.length = 0;
  }

  /** Asks in the conversation, which keeps it; resolves to the settled view. */
  async ask(question: string): Promise<AnswerView> {
    this.view = undefined;
    await this.chat.ask({ question, ratio: '0.5', force: true });
    await this.#recorded;
    const view = this.chat.current.turns.at(-1);
    if (view?.question !== question) throw new Error('the conversation lost its newest turn');
    return view;
  }

  /** Brings the model into memory. */
  async ready(): Promise<void> {
    await this.models.use(() => Promise.resolve(), new AbortController().signal);
  }
}

/** Where a host that keeps its things in `folder` keeps its savings. */
export function savingsFolder(folder: string): string {
  return join(folder, 'savings');
}

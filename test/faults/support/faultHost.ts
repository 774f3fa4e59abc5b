import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { AnswerService } from '../../../src/host/ask/answerService';
import { ChatConversation } from '../../../src/host/chat/chatConversation';
import { readConversation } from '../../../src/host/chat/keptConversation';
import { ModelService } from '../../../src/host/engine/modelService';
import { SavingsFile } from '../../../src/host/savings/savingsFile';
import { SavingsService } from '../../../src/host/savings/savingsService';
import { checkSettings } from '../../../src/host/settings/checkSettings';
import type { Settings } from '../../../src/host/settings/settingsTable';
import { silentLogger } from '../../../src/protocol/logger';
import type { AnswerView } from '../../../src/protocol/webview/answerView';
import { maxTurns } from '../../../src/protocol/webview/chatLink';
import { childrenOf, untilGone } from '../../support/processes';
import type { FaultPlace } from './faultPlace';
import { FileStore } from './fileStore';

/** The host's own parts as a window puts them together: models, answers, savings, conversation. */
export class FaultHost {
  readonly models: ModelService;
  readonly answers: AnswerService;
  readonly chat: ChatConversation;
  readonly savings: SavingsService;
  readonly folder: string;
  /** The running answer as it is shown. */
  view: AnswerView | undefined;
  #recorded: Promise<void> = Promise.resolve();
  readonly #settled: AnswerView[] = [];
  readonly #childPath: string;

  static async open(place: FaultPlace, more: Partial<Settings> = {}): Promise<FaultHost> {
    await mkdir(join(place.root, 'hosts'), { recursive: true });
    const folder = await mkdtemp(join(place.root, 'hosts', 'host-'));
    process.env.TOKENSKIP_CACHE = join(folder, 'cache');
    return new FaultHost(place, folder, more);
  }

  private constructor(place: FaultPlace, folder: string, more: Partial<Settings>) {
    const { settings } = checkSettings(() => undefined);
    const given: Settings = {
      ...settings,
      model: place.modelDir,
      device: 'cpu',
      maxTokens: 400,
      idleUnloadMinutes: 0,
      ...more,
    };
    this.folder = folder;
    this.#childPath = join(place.root, 'dist', 'inference.js');
    this.models = new ModelService({
      extensionRoot: place.root,
      settings: () => given,
      logger: silentLogger,
    });
    this.answers = new AnswerService(this.models, () => given);
    this.savings = new SavingsService(new SavingsFile(this.#savingsFolder), 'here', silentLogger);
    this.chat = new ChatConversation(this.answers, new FileStore(folder));
    this.answers.onSettled(({ view }) => {
      this.#settled.push(view);
      this.#recorded = this.#recorded.then(() => this.savings.recordAnswer(view));
    });
    this.chat.onTurn((view) => (this.view = view));
  }

  get #savingsFolder(): string {
    return join(this.folder, 'savings');
  }

  /** Every answer of this host, in the order in which they ended. */
  get settled(): readonly AnswerView[] {
    return this.#settled;
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

  /** Ids of the inference processes of this process. */
  children(): readonly number[] {
    // It gives itself a title soon after its start.
    const names = [this.#childPath, 'tokenskip-inference'];
    return childrenOf(process.pid).filter((pid) =>
      names.some((name) => commandLine(pid).includes(name)),
    );
  }

  /**
   * What must hold after any fault: what is shown is kept, nobody's savings are missing, one child at
   * most, and nothing half written beside what is kept.
   */
  async check(): Promise<void> {
    const kept = readConversation(new FileStore(this.folder)).turns;
    const all = this.#settled.map(({ id, chain }) => ({ id, chain }));
    expect(kept.map(({ id, chain }) => ({ id, chain }))).toEqual(all.slice(-kept.length));
    expect(kept.length).toBe(Math.min(all.length, maxTurns));
    const saved = this.#settled.filter(({ report }) => report?.saved?.kind === 'estimated');
    const records = await new SavingsFile(this.#savingsFolder).read();
    expect(records.map((record) => ('id' in record ? record.id : 'reset'))).toEqual(
      saved.map(({ id }) => id),
    );
    expect(this.children().length).toBeLessThanOrEqual(1);
    expect((await readdir(this.folder)).filter((name) => name.includes('partial'))).toEqual([]);
  }

  /** Ends everything; no process may be left. */
  async close(): Promise<void> {
    const pids = this.children();
    await this.models.unload();
    this.savings.dispose();
    this.chat.dispose();
    for (const pid of pids) await untilGone(pid, 5_000);
    expect(this.children()).toEqual([]);
  }
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** A question whose answer takes a while, found by asking: the model is random but always the same. */
export async function findLongAnswer(host: FaultHost, tokens: number): Promise<AnswerView> {
  for (let number = 1; number <= 40; number++) {
    const view = await host.ask(`What is ${number} + 2?`);
    if ((view.report?.tokens ?? 0) >= tokens) return view;
  }
  throw new Error('no question of the tiny model has a long answer');
}

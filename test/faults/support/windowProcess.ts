import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import type { AnswerView } from '../../../src/protocol/webview/answerView';
import type { FaultPlace } from './faultPlace';
import { smallModel } from '../../support/smallModel';
import type { FoundInWindow, WindowCommand, WindowEvent } from './windowMessages';

type Heard<K extends WindowEvent['kind']> = Extract<WindowEvent, { readonly kind: K }>;

/** From a command to what it leads to, on a busy machine. */
const limitMs = 60_000;
/** Not all that is waited for is said: some of it can be seen in the folder. */
const pollMs = 5;

export interface WindowEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** A window that runs in a process of its own (`programs/window.ts`), and what it has said. */
export class WindowProcess {
  readonly ended: Promise<WindowEnd>;
  readonly #child: ChildProcess;
  readonly #newest = new Map<WindowEvent['kind'], WindowEvent>();
  readonly #kept: AnswerView[] = [];
  readonly #waiting = new Set<() => void>();
  #hasEnded = false;

  /** @param folder what it keeps lies there, its caches too */
  static async open(place: FaultPlace, folder: string, hub: string): Promise<WindowProcess> {
    const args = [place.root, place.modelDir, folder, smallModel.id];
    const window = new WindowProcess(
      fork(place.program('window'), args, {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { ...process.env, ...windowEnv(folder), HF_ENDPOINT: hub },
      }),
    );
    await window.until(() => window.heard('begun') !== undefined);
    return window;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.#hasEnded = true;
        this.#tell();
        resolve({ code, signal, stderr });
      });
    });
    child.on('message', (event: WindowEvent) => {
      this.#newest.set(event.kind, event);
      if (event.kind === 'kept') this.#kept.push(event.view);
      this.#tell();
    });
  }

  get isRunning(): boolean {
    return !this.#hasEnded;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it showed when it began. */
  get found(): FoundInWindow {
    const found = this.heard('begun');
    if (found === undefined) throw new Error('the window has not begun');
    return found;
  }

  /** The answers that it has said are kept, oldest first. */
  get kept(): readonly AnswerView[] {
    return this.#kept;
  }

  /** The newest event of a kind since {@link forget}. */
  heard<K extends WindowEvent['kind']>(kind: K): Heard<K> | undefined {
    return this.#newest.get(kind) as Heard<K> | undefined;
  }

  /** What it said before is of no more interest. */
  forget(): void {
    const begun = this.heard('begun');
    this.#newest.clear();
    if (begun !== undefined) this.#newest.set('begun', begun);
  }

  /** Harmless when it has ended. */
  send(command: WindowCommand): void {
    this.#child.send(command, () => undefined);
  }

  /** Resolves to the settled view, which is kept then. */
  async ask(question: string): Promise<AnswerView> {
    const before = this.#kept.length;
    this.send({ kind: 'ask', question });
    await this.until(() => this.#kept.length > before);
    return this.#kept.at(-1)!;
  }

  /** Resolves to the folder. */
  async pull(): Promise<string> {
    this.forget();
    this.send({ kind: 'pull' });
    await this.until(() => this.heard('pulled') !== undefined);
    return this.heard('pulled')!.folder;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Asks after each event and in between; rejects when the window says that something failed, or ends before. */
  async until(holds: () => boolean): Promise<void> {
    const startMs = performance.now();
    while (!holds()) {
      const failed = this.heard('failed');
      if (failed !== undefined) throw new Error(failed.what);
      if (this.#hasEnded) throw new Error(`the window ended: ${(await this.ended).stderr}`);
      if (performance.now() - startMs > limitMs) throw new Error('the window says nothing of it');
      await this.#next();
    }
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(go, pollMs);
      const waiting = this.#waiting;
      function go(): void {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      }
      waiting.add(go);
    });
  }

  #tell(): void {
    for (const go of [...this.#waiting]) go();
  }
}

/** The environment by which a window, and all that it starts, is told from other processes. */
export function windowEnv(folder: string): Readonly<Record<string, string>> {
  return { TOKENSKIP_CACHE: `${folder}/cache`, HF_HOME: `${folder}/hf` };
}

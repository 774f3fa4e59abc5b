import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readConversation } from '../../../src/host/chat/keptConversation';
import { SavingsFile } from '../../../src/host/savings/savingsFile';
import type { Settings } from '../../../src/host/settings/settingsTable';
import type { AnswerView } from '../../../src/protocol/webview/answerView';
import { maxTurns } from '../../../src/protocol/webview/chatLink';
import { childrenOf, untilGone } from '../../support/processes';
import type { FaultPlace } from './faultPlace';
import { FileStore } from './fileStore';
import { HostParts, savingsFolder } from './hostParts';

/** A host within the process of the test, and what must hold of it. */
export class FaultHost extends HostParts {
  readonly #childPath: string;

  static async open(place: FaultPlace, more: Partial<Settings> = {}): Promise<FaultHost> {
    await mkdir(join(place.root, 'hosts'), { recursive: true });
    const folder = await mkdtemp(join(place.root, 'hosts', 'host-'));
    process.env.TOKENSKIP_CACHE = join(folder, 'cache');
    return new FaultHost(place, folder, more);
  }

  private constructor(place: FaultPlace, folder: string, more: Partial<Settings>) {
    super(place, folder, more);
    this.#childPath = join(place.root, 'dist', 'inference.js');
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
    const all = this.settled.map(({ id, chain }) => ({ id, chain }));
    expect(kept.map(({ id, chain }) => ({ id, chain }))).toEqual(all.slice(-kept.length));
    expect(kept.length).toBe(Math.min(all.length, maxTurns));
    const saved = this.settled.filter(({ report }) => report?.saved?.kind === 'estimated');
    const records = await new SavingsFile(savingsFolder(this.folder)).read();
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
export async function findLongAnswer(
  host: { readonly ask: (question: string) => Promise<AnswerView> },
  tokens: number,
): Promise<AnswerView> {
  for (let number = 1; number <= 40; number++) {
    const view = await host.ask(`What is ${number} + 2?`);
    if ((view.report?.tokens ?? 0) >= tokens) return view;
  }
  throw new Error('no question of the tiny model has a long answer');
}

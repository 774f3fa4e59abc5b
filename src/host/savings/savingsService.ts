import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { Saving } from '../../core/savings';
import type {
  DaySavings,
  ModelSavings,
  SavingsEntry,
  SavingsTotals,
} from '../../core/savingsLedger';
import {
  calendarDay,
  currentEntries,
  savingsByDay,
  savingsByModel,
  totalSavings,
} from '../../core/savingsLedger';
import type { Logger } from '../../protocol/logger';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { SavingsFile } from './savingsFile';

/** All that is shown of savings; a complete snapshot. */
export interface SavingsView {
  /** Since this window was opened. */
  readonly session: SavingsTotals;
  readonly workspace: SavingsTotals;
  readonly all: SavingsTotals;
  /** Of all workspaces, oldest first. */
  readonly days: readonly DaySavings[];
  /** Of all workspaces. */
  readonly models: readonly ModelSavings[];
  /** The newest answer of this session that saved anything. */
  readonly last: SavingsEntry | undefined;
}

export type MeasuredSaving = Extract<Saving, { readonly kind: 'measured' }>;

/** The savings of this window and, through the file, of all others. */
export class SavingsService implements Disposable {
  readonly #file: SavingsFile;
  readonly #workspace: string;
  readonly #logger: Logger;
  readonly #changed = new EventEmitter<SavingsView>();
  /** Answers of this session. */
  readonly #own = new Set<string>();
  #entries: readonly SavingsEntry[] = [];
  #stopWatching: (() => void) | undefined;
  #isDisposed = false;

  constructor(file: SavingsFile, workspace: string, logger: Logger) {
    this.#file = file;
    this.#workspace = workspace;
    this.#logger = logger;
  }

  get view(): SavingsView {
    const own = this.#entries.filter(({ id }) => this.#own.has(id));
    return {
      session: totalSavings(own),
      workspace: totalSavings(
        this.#entries.filter(({ workspace }) => workspace === this.#workspace),
      ),
      all: totalSavings(this.#entries),
      days: savingsByDay(this.#entries),
      models: savingsByModel(this.#entries),
      last: own.at(-1),
    };
  }

  get onChange(): Event<SavingsView> {
    return this.#changed.event;
  }

  /** Reads what was kept, and again whenever another window writes. Called once. */
  async start(): Promise<void> {
    try {
      const stop = await this.#file.watch(() => void this.#refresh());
      if (this.#isDisposed) stop();
      else this.#stopWatching = stop;
    } catch (error) {
      this.#tell(error);
    }
    await this.#refresh();
  }

  /** Keeps what a settled answer saved or lost, if its model has a calibration. */
  async recordAnswer({ id, report }: AnswerView): Promise<void> {
    const saved = report?.saved ?? undefined;
    if (report === null || saved === undefined || saved.kind === 'none') return;
    const { kind } = saved;
    const interval = kind === 'estimated' ? { tokensInterval: saved.tokensInterval } : {};
    await this.#record({ ...this.#entry(id, report.model, saved), kind, ...interval });
  }

  /** Keeps what was measured for an answer; it takes the place of the answer's estimate. */
  async recordMeasured(answerId: string, model: string, saving: MeasuredSaving): Promise<void> {
    await this.#record({ ...this.#entry(answerId, model, saving), kind: 'measured' });
  }

  /** Forgets the savings of this workspace, or all of them. */
  async reset(scope: 'workspace' | 'all'): Promise<void> {
    await this.#append({ reset: scope === 'all' ? 'all' : { workspace: this.#workspace } });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopWatching?.();
    this.#changed.dispose();
  }

  #entry(
    id: string,
    model: string,
    { tokens, seconds }: { readonly tokens: number; readonly seconds: number },
  ): Omit<SavingsEntry, 'kind'> {
    const day = calendarDay(new Date());
    return { id, day, workspace: this.#workspace, model, tokens, seconds };
  }

  async #record(entry: SavingsEntry): Promise<void> {
    this.#own.add(entry.id);
    await this.#append(entry);
  }

  async #append(record: Parameters<SavingsFile['append']>[0]): Promise<void> {
    try {
      await this.#file.append(record);
    } catch (error) {
      this.#tell(error);
    }
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    try {
      this.#entries = currentEntries(await this.#file.read());
      if (!this.#isDisposed) this.#changed.fire(this.view);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Savings are a convenience: no failure of theirs may disturb an answer. */
  #tell(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.log('warn', 'savings.file', reason);
  }
}

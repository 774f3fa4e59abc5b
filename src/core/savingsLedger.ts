import type { Interval } from './statistics';

/** What one answer saved, as it is kept. */
export interface SavingsEntry {
  /** Of the answer; a later entry with the same id replaces this one. */
  readonly id: string;
  /** Local calendar day of the person, `2026-11-24`. */
  readonly day: string;
  /** Which workspace asked; any text that is the same for the same workspace. */
  readonly workspace: string;
  /** Id of the model that answered; absent in what earlier versions kept. */
  readonly model?: string;
  readonly kind: 'measured' | 'estimated';
  /** Below 0 when the short chain cost more than the full one. */
  readonly tokens: number;
  readonly seconds: number;
  /** What 8 of 10 questions fall into; only of an estimate. */
  readonly tokensInterval?: Interval;
}

/** Forgets what was recorded before it: everything, or one workspace's. */
export interface SavingsReset {
  readonly reset: 'all' | { readonly workspace: string };
}

export type SavingsRecord = SavingsEntry | SavingsReset;

/** Tokens and seconds of some answers. */
export interface SavingsSum {
  readonly answers: number;
  readonly tokens: number;
  readonly seconds: number;
}

/** Measured and estimated savings are never added up silently: whoever shows both says ≈. */
export interface SavingsTotals {
  readonly measured: SavingsSum;
  readonly estimated: SavingsSum;
}

export interface DaySavings extends SavingsTotals {
  readonly day: string;
}

const nothing: SavingsSum = { answers: 0, tokens: 0, seconds: 0 };

/**
 * The entries that count, in the order they were first recorded: of several with one id the last,
 * but never an estimate after a measurement. Linear in the number of records.
 */
export function currentEntries(records: Iterable<SavingsRecord>): readonly SavingsEntry[] {
  const entries = new Map<string, SavingsEntry>();
  for (const record of records) {
    if ('reset' in record) {
      if (record.reset === 'all') entries.clear();
      else forget(entries, record.reset.workspace);
    } else if (!(entries.get(record.id)?.kind === 'measured' && record.kind === 'estimated')) {
      entries.set(record.id, record);
    }
  }
  return [...entries.values()];
}

function forget(entries: Map<string, SavingsEntry>, workspace: string): void {
  for (const [id, entry] of entries) if (entry.workspace === workspace) entries.delete(id);
}

/** The sums of some entries. */
export function totalSavings(entries: Iterable<SavingsEntry>): SavingsTotals {
  let measured = nothing;
  let estimated = nothing;
  for (const entry of entries) {
    if (entry.kind === 'measured') measured = add(measured, entry);
    else estimated = add(estimated, entry);
  }
  return { measured, estimated };
}

function add(sum: SavingsSum, { tokens, seconds }: SavingsEntry): SavingsSum {
  return {
    answers: sum.answers + 1,
    tokens: sum.tokens + tokens,
    seconds: sum.seconds + seconds,
  };
}

/** The sums of each day that has entries, oldest first. */
export function savingsByDay(entries: readonly SavingsEntry[]): readonly DaySavings[] {
  return [...groupedBy(entries, ({ day }) => day)]
    .map(([day, ofDay]) => ({ day, ...totalSavings(ofDay) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

export interface ModelSavings extends SavingsTotals {
  /** Undefined: earlier versions did not keep it. */
  readonly model: string | undefined;
}

/** The sums of each model, in the order of ids; what has none is last. */
export function savingsByModel(entries: readonly SavingsEntry[]): readonly ModelSavings[] {
  return [...groupedBy(entries, ({ model }) => model)]
    .map(([model, ofModel]) => ({ model, ...totalSavings(ofModel) }))
    .sort((a, b) => {
      if (a.model === undefined || b.model === undefined) return a.model === undefined ? 1 : -1;
      return a.model < b.model ? -1 : 1;
    });
}

function groupedBy<K>(
  entries: readonly SavingsEntry[],
  keyOf: (entry: SavingsEntry) => K,
): ReadonlyMap<K, readonly SavingsEntry[]> {
  const groups = new Map<K, SavingsEntry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) groups.set(keyOf(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Measured and estimated together; `isEstimate` says whether it must be shown with ≈. */
export function combinedSavings({ measured, estimated }: SavingsTotals): SavingsSum & {
  readonly isEstimate: boolean;
} {
  return {
    answers: measured.answers + estimated.answers,
    tokens: measured.tokens + estimated.tokens,
    seconds: measured.seconds + estimated.seconds,
    isEstimate: estimated.answers > 0,
  };
}

/** Local calendar day of a date, `2026-11-24`. */
export function calendarDay(date: Date): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

import { appendFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';

/** How often each fault is injected by the long list; everything else follows from it. */
export const faultCount = Number(process.env.TOKENSKIP_FAULTS ?? 200);

/** `count` of the default of 200, at least 1. */
export function scaled(count: number): number {
  return Math.max(1, Math.round((count * faultCount) / 200));
}

/** A row of the table. */
export interface TallyRow {
  /** File of `test/faults` that it comes from, without its endings. */
  readonly part: string;
  readonly scenario: string;
  readonly fault: string;
  readonly injected: number;
  readonly survived: number;
  /** Injections after which something that must hold did not. */
  readonly lost: number;
  /** What was measured, or why it was not run. */
  readonly note: string;
}

/** Counts the injections of one fault and how many were survived. */
export class Tally {
  readonly #scenario: string;
  readonly #fault: string;
  readonly #losses: string[] = [];
  #injected = 0;

  constructor(scenario: string, fault: string) {
    this.#scenario = scenario;
    this.#fault = fault;
  }

  /** Runs `inject`, which throws when something that must hold does not; the next one runs all the same. */
  async run(inject: () => Promise<void>): Promise<void> {
    this.#injected++;
    try {
      await inject();
    } catch (error) {
      this.#losses.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** Writes the row and fails the test if anything was lost. */
  close(note = ''): void {
    const lost = this.#losses.length;
    const survived = this.#injected - lost;
    write({ ...this.#name, injected: this.#injected, survived, lost, note });
    expect(this.#losses).toEqual([]);
    expect(this.#injected).toBeGreaterThan(0);
  }

  /** Writes why the fault cannot be injected on this machine. */
  skip(reason: string): void {
    write({ ...this.#name, injected: 0, survived: 0, lost: 0, note: `not run: ${reason}` });
  }

  get #name(): Pick<TallyRow, 'part' | 'scenario' | 'fault'> {
    const part = basename(expect.getState().testPath ?? '', '.test.ts');
    return { part, scenario: this.#scenario, fault: this.#fault };
  }
}

function write(row: TallyRow): void {
  const file = process.env.TOKENSKIP_FAULTS_ROWS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

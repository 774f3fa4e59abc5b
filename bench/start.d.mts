import type { SectionSettings } from './roofline.mjs';

export interface Start {
  /** Milliseconds of each start, by stage. */
  readonly times: Readonly<
    Record<'process' | 'load' | 'first' | 'cold' | 'next' | 'ratio', readonly number[]>
  >;
  readonly residentBytes: number;
  readonly folderBytes: number;
  readonly kvBytes: number;
  /** Of the processor, in the second after an answer; absent where the system does not say. */
  readonly afterMs?: number;
  /** Of one core, 0 to 1, after that second; absent where the system does not say. */
  readonly idleShare?: number;
  readonly packageBytes: Readonly<Record<string, number>>;
  readonly rounds: number;
}

export function formatStart(result: Start, settings: SectionSettings): string;

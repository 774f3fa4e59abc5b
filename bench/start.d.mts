import type { SectionSettings } from './roofline.mjs';

export interface Start {
  /** Milliseconds of each start, by stage. */
  readonly times: Readonly<
    Record<'process' | 'load' | 'first' | 'cold' | 'next' | 'ratio', readonly number[]>
  >;
  readonly residentBytes: number;
  readonly folderBytes: number;
  readonly kvBytes: number;
  /** Of one core, 0 to 1; absent where the system does not say. */
  readonly idleShare?: number;
  readonly packageBytes: Readonly<Record<string, number>>;
  readonly rounds: number;
}

export function formatStart(result: Start, settings: SectionSettings): string;

import type { Readable } from 'node:stream';
import type { Machine } from '../modelkit/catalogue/machine';

/** Where text goes; a terminal or a file or pipe. */
export interface TextSink {
  readonly isTerminal: boolean;
  /** Characters in a line; 80 when unknown. */
  readonly columns: number;
  write(text: string): void;
}

/** What a command may touch of the world around it. */
export interface CliContext {
  /** Folder that holds `dist/` and `models/`: the clone, or the installed package. */
  readonly rootDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: TextSink;
  readonly err: TextSink;
  readonly stdin: Readable;
  /** What this machine can run. */
  readonly machine: () => Promise<Machine>;
  /** Whether an engine for this system is here. */
  readonly hasRuntime: () => boolean;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}

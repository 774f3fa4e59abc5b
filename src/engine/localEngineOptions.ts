import type { Logger } from '../protocol/logger';
import { silentLogger } from '../protocol/logger';

/** How a {@link LocalEngine} starts, watches and ends its process. */
export interface LocalEngineOptions {
  /** Absolute path of the bundled child (`dist/inference.js`). */
  readonly childPath: string;
  /** Program that runs it; default: this process's own node. */
  readonly nodePath?: string;
  /** Added to the environment of the child. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: nothing is logged. */
  readonly logger?: Logger;
  /** From start to the child's `ready`; default 30,000 (cold disk, virus scanner). */
  readonly startTimeoutMs?: number;
  /** From a cancel to the child's answer, after which it is killed; default 2,000. */
  readonly cancelGraceMs?: number;
  /** From `close` to the exit, after which it is killed; default 3,000. */
  readonly closeTimeoutMs?: number;
  /** Unexpected ends in a row before the engine gives up; default 3. */
  readonly restartLimit?: number;
  /** Wait before the second start in a row, doubled for each further one; default 500. */
  readonly restartDelayMs?: number;
}

export const defaultEngineOptions: Required<Omit<LocalEngineOptions, 'childPath'>> = {
  nodePath: process.execPath,
  env: {},
  logger: silentLogger,
  startTimeoutMs: 30_000,
  cancelGraceMs: 2_000,
  closeTimeoutMs: 3_000,
  restartLimit: 3,
  restartDelayMs: 500,
};

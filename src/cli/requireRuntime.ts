import { AppError } from '../protocol/appError';
import type { CliContext } from './cliContext';

/** Rejects a model of this machine where none can run. Code `engine-missing`. */
export function requireRuntime({ hasRuntime }: CliContext): void {
  if (hasRuntime()) return;
  throw new AppError(
    'engine-missing',
    `TokenSkip has no engine for this system (${process.platform} ${process.arch}): ask a server instead (--remote URL).`,
  );
}

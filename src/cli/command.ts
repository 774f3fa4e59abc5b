import type { CliContext } from './cliContext';

/** 0 done · 1 failed · 2 called wrongly · 130 stopped by Ctrl-C. Scripts rely on these. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, stopped: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One command of `tokenskip`. */
export interface Command {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** What `--help` prints, without a line break at the end. */
  readonly help: string;
  /** Hands its arguments, `--help` among them, to commands of its own. */
  readonly isGroup?: true;
  /** Throws AppError; what it wrote to `context.out` stays. */
  run(args: readonly string[], context: CliContext): Promise<ExitCode>;
}

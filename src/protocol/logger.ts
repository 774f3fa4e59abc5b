export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Where log lines go. `topic` is the part that speaks (`child.start`, `decode.batch`).
 * Never pass document text, token ids or paths above `trace`: lengths, counts and hashes only.
 */
export interface Logger {
  log(level: LogLevel, topic: string, message: string): void;
}

/** A logger that keeps nothing. */
export const silentLogger: Logger = { log: () => undefined };

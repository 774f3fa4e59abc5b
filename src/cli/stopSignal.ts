import { exitCodes } from './command';

/**
 * One key press may arrive more than once: the terminal signals every process of the group, and npm
 * passes it on again. A person's second press comes later than this.
 */
const samePressMs = 300;

/** A signal that aborts on the first Ctrl-C (or SIGTERM); the second one ends the process at once. */
export function stopOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > samePressMs) {
      process.exit(exitCodes.stopped);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

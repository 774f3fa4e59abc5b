import { abortable } from '../protocol/abortable';

/** Resolves after `delayMs`; rejects with `cancelled` as soon as `signal` aborts. */
export async function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  try {
    await abortable(slept, signal);
  } finally {
    clearTimeout(timer);
  }
}

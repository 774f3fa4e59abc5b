import type { Frame } from 'playwright-core';

/** Lets an event arrive in a page as if the host had sent it; resolves when the page has drawn it. */
export async function pushEvent(frame: Frame, event: string, data: unknown): Promise<void> {
  await frame.evaluate((message) => window.postMessage(message, '*'), {
    v: 1,
    kind: 'event',
    event,
    data,
  });
  await drawn(frame);
}

export async function drawn(frame: Frame): Promise<void> {
  await frame.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // The page draws in the first frame; its effects follow it.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 20)));
      }),
  );
}

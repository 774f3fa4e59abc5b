import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** From a cold start on busy cores: the model is loaded and writes all of its reasoning. */
export const answerLimitMs = 180_000;

/** The page of the open panel. */
export async function panelPage(workbench: Workbench): Promise<Frame> {
  return workbench.webview('.ask textarea');
}

/** Types a question and asks it by keyboard; resolves when its card has taken the place of others. */
export async function ask(page: Frame, question: string): Promise<void> {
  const before = await shownAnswer(page);
  await page.fill('.ask textarea', question);
  await page.press('.ask textarea', 'Control+Enter');
  await untilAnswerAfter(page, before);
}

/** The id of the answer that is shown. */
export async function shownAnswer(page: Frame): Promise<string | undefined> {
  return page.evaluate(
    () => document.querySelector<HTMLElement>('.card[data-answer]')?.dataset.answer,
  );
}

/** Resolves when the card of another answer than `before` is shown, which may be done already. */
export async function untilAnswerAfter(page: Frame, before: string | undefined): Promise<void> {
  await page.waitForFunction((id) => {
    const shown = document.querySelector<HTMLElement>('.card[data-answer]')?.dataset.answer;
    return shown !== undefined && shown !== id;
  }, before);
}

/** Resolves when the answer that is shown is done. */
export async function untilDone(page: Frame): Promise<void> {
  await page.waitForSelector('.card.done', { timeout: answerLimitMs });
}

/** Resolves when tokens arrive. */
export async function untilWriting(page: Frame): Promise<void> {
  await page.waitForSelector('.card.writing .disclosure', { timeout: answerLimitMs });
}

/**
 * Presses what `selector` names and resolves to the milliseconds until `shown` is in the page, both
 * measured inside it.
 */
export async function msUntil(page: Frame, selector: string, shown: string): Promise<number> {
  return page.evaluate(
    ([button, target]) =>
      new Promise<number>((resolve, reject) => {
        const element = document.querySelector<HTMLElement>(button ?? '');
        if (element === null) {
          reject(new Error('nothing to press'));
          return;
        }
        const startMs = performance.now();
        const observer = new MutationObserver(() => {
          if (document.querySelector(target ?? '') === null) return;
          observer.disconnect();
          resolve(performance.now() - startMs);
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        element.click();
      }),
    [selector, shown],
  );
}

/** Reloads the window as its command does, which saves what the pages keep. */
export async function reloadWindow(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const loaded = page.waitForEvent('load');
  await workbench.runCommand('Developer: Reload Window');
  await loaded;
  await workbench.untilReady();
}

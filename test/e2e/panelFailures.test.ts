import { randomUUID } from 'node:crypto';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { emptyCache } from '../support/emptyCache';
import { engineOf, markVariable } from './support/engineOf';
import { openWorkbench } from './support/openWorkbench';
import { packExtension } from './support/packExtension';
import { ask, panelPage, untilDone, untilWriting } from './support/panelPage';
import type { Workbench } from './support/workbench';

const statusItem = '#tokenskip\\.tokenskip\\.tokenskip\\.status';

describe('an engine that dies while it answers', () => {
  const mark = randomUUID();
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'tokenskip.maxTokens': 120 },
      env: { [markVariable]: mark },
    });
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
  });
  afterAll(() => workbench.close());

  it('leaves what it wrote, with one message and Retry', async () => {
    await ask(page, 'What is 17 * 23, step by step?');
    await untilWriting(page);
    await page.waitForFunction(
      () => (document.querySelector('.chain')?.textContent.length ?? 0) > 10,
    );
    const pid = await engineOf(mark);
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, 'SIGKILL');
    await page.waitForSelector('.card.failed');
    expect(await page.getByRole('alert').count()).toBe(1);
    expect((await page.textContent('.chain'))?.length).toBeGreaterThan(10);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-failed');
  });

  it('answers again after Retry', async () => {
    await page.getByRole('button', { name: 'Retry' }).click();
    await untilDone(page);
    expect(await engineOf(mark)).toBeDefined();
  });

  it('gives up after three ends in a row, and answers after Retry', async () => {
    await ask(page, 'What is 8 * 9?');
    let last = 0;
    for (let ends = 1; ends <= 3; ends += 1) {
      const pid = await workbench.until('another engine', async () => {
        const found = await engineOf(mark);
        return found === last ? undefined : found;
      });
      last = pid;
      process.kill(pid, 'SIGKILL');
      await page.waitForSelector('.card.failed');
      if (ends < 3) await page.getByRole('button', { name: 'Retry' }).click();
    }
    await workbench.until('the engine that was given up', async () =>
      (await workbench.page.locator(statusItem).textContent())?.includes('Engine stopped') === true
        ? true
        : undefined,
    );
    await workbench.screenshot('panel-gave-up');
    await page.getByRole('button', { name: 'Retry' }).click();
    await untilDone(page);
    expect(await engineOf(mark)).not.toBe(last);
  }, 240_000);

  it('says what the model was made for, and asks anyway if a person wants it', async () => {
    await ask(page, 'Write a poem about the sea.');
    await page.waitForSelector('.card.failed');
    expect(await page.textContent('.failure')).toContain('maths and logic');
    await page.getByRole('button', { name: 'Ask anyway' }).click();
    await untilWriting(page);
    await page.press('.ask textarea', 'Escape');
    await page.waitForSelector('.card.stopped');
  });
});

describe('a slim package on a machine without a model', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;

  beforeAll(async () => {
    const cache = await emptyCache();
    closers.push(cache.remove);
    workbench = await openWorkbench({
      vsix: await packExtension(`${process.platform}-${process.arch}`),
      // No address of releases: what is offered is the base, from the hub.
      env: { TOKENSKIP_CACHE: cache.folder, TOKENSKIP_RELEASES: '' },
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  it('is offered one, with its size and the memory it takes', async () => {
    await workbench.runCommand('TokenSkip: Ask…');
    const page = await panelPage(workbench);
    expect(await page.textContent('.missing')).toMatch(
      /^Qwen2\.5-Coder-0\.5B-Instruct .* 491 MB .* \d+ MB of memory/,
    );
    expect(await page.getByRole('button', { name: 'Get the model' }).count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-missing');
  });
});

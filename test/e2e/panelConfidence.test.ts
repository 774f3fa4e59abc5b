import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { calibratedModel } from './support/calibratedModel';
import { madeUpConfidence } from './support/madeUpConfidence';
import { openWorkbench } from './support/openWorkbench';
import { answerLimitMs, ask, panelPage, untilDone } from './support/panelPage';
import type { Workbench } from './support/workbench';

describe('the panel with a model whose chances were measured', () => {
  let model: Awaited<ReturnType<typeof calibratedModel>>;
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    model = await calibratedModel({
      confidence: [madeUpConfidence('greedy'), madeUpConfidence('vote')],
    });
    workbench = await openWorkbench({
      settings: {
        'tokenskip.model': model.folder,
        'tokenskip.maxTokens': 160,
        'tokenskip.ratio': '1.0',
      },
      theme: 'dark',
      width: 1100,
    });
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
  });
  afterAll(async () => {
    await workbench.close();
    await model.remove();
  });

  it('says that an answer is not sure, how sure, from what, and what to do', async () => {
    await ask(page, 'What is 12 * 8?');
    await untilDone(page);
    expect(await page.textContent('.confidence .unsure')).toBe(
      'Not sure: likely wrong, about 3 in 10',
    );
    expect(await page.getAttribute('.confidence .unsure', 'title')).toContain(
      'Measured on 600 answers of this model to gsm8k, devmath, 2026-01-01.',
    );
    expect(await checkAgain(page).textContent()).toMatch(/^Check again \(≈ \d+ s\)$/);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-unsure-dark');
  });

  it('keeps the votes of a check that is stopped, named as a part', async () => {
    // Short chains disagree about it, so that none of the five is left out.
    await ask(page, 'How many positive integers below 1000 are divisible by 7 but not by 3?');
    await untilDone(page);
    const value = (await page.textContent('.card .value')) ?? '';
    await checkAgain(page).click();
    await page.waitForSelector('.card.checking .votes');
    expect(await page.textContent('.card.checking .value')).toBe(value);
    await workbench.screenshot('panel-checking-dark');
    await page.getByText(/[1-4] of 5 chains have ended/).waitFor({ timeout: answerLimitMs });
    await page.getByRole('button', { name: 'Stop' }).click();
    await untilDone(page);
    expect(await page.textContent('.votes')).toMatch(/Stopped after \d of 5 chains/);
  });

  it('is surer after a vote', async () => {
    await ask(page, 'What is 6 * 7?');
    await untilDone(page);
    await checkAgain(page).click();
    await page.waitForSelector('.card.done .votes', { timeout: answerLimitMs });
    expect(await page.textContent('.card .value')).toContain('42');
    expect(await page.textContent('.votes')).toMatch(/^Votes of [3-5] chains: [2-5] × 42/);
    expect(await page.textContent('.confidence .sure')).toMatch(
      /^(?:May be|Likely) right, about [678] in 10$/,
    );
    expect(await page.getByRole('button', { name: /Check again/ }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-voted-dark');
  });
});

function checkAgain(page: Frame): ReturnType<Frame['getByRole']> {
  return page.getByRole('button', { name: /Check again/ });
}

import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../unit/engine/remote/recordedServer';
import { readRecording, startReplay } from '../unit/engine/remote/recordedServer';
import { axeViolations } from './support/axe';
import { emptyCache } from '../support/emptyCache';
import { openWorkbench } from './support/openWorkbench';
import { ask, panelPage, untilDone } from './support/panelPage';
import { setTheme, themes } from './support/setTheme';
import type { Workbench } from './support/workbench';

/** As they were recorded: the question, and the tokens of its answer. */
const question =
  'Tom has 3 boxes with 12 pencils each and gives 7 pencils away. How many pencils are left?';
const maxTokens = 48;
const qwen = 'qwen2.5-coder-0.5b-instruct-tokenskip';
const smollm = 'smollm2-135m-instruct';

/** Both recorded servers as one that has two models. */
async function twoModels(): Promise<Recording> {
  const first = await readRecording('llamaCppPython');
  const second = await readRecording('llamaCppPythonSmollm2');
  const list = JSON.stringify({ object: 'list', data: [{ id: qwen }, { id: smollm }] });
  const exchanges = [...first.exchanges, ...second.exchanges].map((one) =>
    one.path === '/v1/models' && one.status === 200 ? { ...one, pieces: [list] } : one,
  );
  return { ...first, exchanges };
}

describe('models on a server', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;
  let panel: Frame;
  let host: string;
  let stopServer: () => Promise<void>;

  beforeAll(async () => {
    const server = await startReplay(await twoModels());
    host = new URL(server.address).host;
    stopServer = server.stop;
    closers.push(stopServer);
    const cache = await emptyCache();
    closers.push(() => cache.remove());
    workbench = await openWorkbench({
      width: 1280,
      height: 900,
      env: { TOKENSKIP_CACHE: cache.folder },
      settings: {
        'tokenskip.remote.address': `${server.address}/v1`,
        'tokenskip.maxTokens': maxTokens,
        'tokenskip.ratio': '1.0',
      },
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  function row(name: RegExp): Locator {
    return workbench.page.getByRole('treeitem', { name });
  }

  async function typeKey(key: string): Promise<void> {
    const box = workbench.page.locator('.quick-input-widget');
    await box.getByText(`Key for ${host}`).waitFor();
    const input = box.locator('.quick-input-box input');
    await input.fill(key);
    await input.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  async function setKey(key: string): Promise<void> {
    await workbench.startCommand('TokenSkip: Set Remote Key…');
    await typeKey(key);
  }

  it('say in their view that the key is missing, and ask for it with a click', async () => {
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Focus on Models View');
    await page.getByRole('button', { name: 'Chat Section' }).click();
    await row(new RegExp(`^On a Server ${host}`)).waitFor();
    const refused = row(new RegExp(`^${host} does not accept the key: set the right one`));
    await refused.waitFor();
    await workbench.screenshot('models-server-key');
    await refused.click();
    await typeKey('secret-key');
    await row(new RegExp(`^${smollm}\\. Questions and answers leave this machine`)).waitFor();
    expect(await refused.count()).toBe(0);
  });

  it('are chosen from the list of models, with where questions go', async () => {
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Ask…');
    panel = await panelPage(workbench);
    await workbench.startCommand('TokenSkip: Select Model');
    const pick = page.locator('.quick-input-list .monaco-list-row', { hasText: qwen });
    await pick.waitFor();
    expect(await pick.textContent()).toContain(`questions leave this machine and go to ${host}`);
    await workbench.screenshot('model-picker-server');
    await pick.click();
    await row(new RegExp(`^${qwen}: default\\. Questions and answers leave`)).waitFor();
    await panel.getByText(`Questions leave this machine and go to ${host}.`).waitFor();
    expect(await panel.textContent('.chip')).toBe(`${qwen} · on a server`);
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await setTheme(workbench, theme);
      await workbench.screenshot(`models-server-${theme}`);
    }
  });

  it('answer in the panel, named on the answer', async () => {
    await ask(panel, question);
    await untilDone(panel);
    expect(await panel.textContent('.card.done')).toContain(`Answered by ${qwen} on a server.`);
    await panel.click('.card.done .disclosure');
    expect(await panel.textContent('.card.done')).toContain('To determine how many pencils');
    expect(await panel.locator('.cost').count()).toBe(0);
    expect(await panel.getByRole('button', { name: 'Map' }).count()).toBe(0);
    expect(await panel.textContent('footer')).not.toContain('on this machine');
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      await setTheme(workbench, theme);
      expect(await axeViolations(panel)).toEqual([]);
      await workbench.screenshot(`panel-server-${theme}`);
    }
    await setTheme(workbench, 'light');
    await workbench.page.setViewportSize({ width: 640, height: 900 });
    await workbench.screenshot('panel-server-narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('say in one sentence that a key is wrong, and answer after Retry with the right one', async () => {
    await setKey('wrong');
    await ask(panel, question);
    await panel.waitForSelector('.card.failed');
    expect(await panel.textContent('.failure p')).toMatch(
      /does not accept the key: set the right one \(TokenSkip: Set Remote Key/,
    );
    await row(new RegExp(`^${host} does not accept the key`)).waitFor();
    await workbench.screenshot('panel-server-key');
    await setKey('secret-key');
    await row(new RegExp(`^${qwen}: default`)).waitFor();
    await panel.getByRole('button', { name: 'Retry' }).click();
    await untilDone(panel);
  });

  it('say that the server is gone, in the panel and in their view', async () => {
    await stopServer();
    await ask(panel, question);
    await panel.waitForSelector('.card.failed');
    expect(await panel.textContent('.failure p')).toMatch(
      /cannot be reached .*: start the server, or correct its address or the proxy\./,
    );
    await row(new RegExp(`^${host} cannot be reached`)).waitFor();
    await workbench.screenshot('panel-server-gone');
  });

  it('give way to a model of this machine when that is chosen', async () => {
    await workbench.startCommand('TokenSkip: Select Model');
    const picks = workbench.page.locator('.quick-input-list .monaco-list-row');
    await picks.filter({ hasText: 'Coder-0.5B' }).first().click();
    await row(/^coder-0\.5b: default/).waitFor();
    await panel.getByText('Questions leave this machine').waitFor({ state: 'detached' });
    expect(await panel.textContent('.chip')).not.toContain('on a server');
    await workbench.screenshot('models-server-left');
  });
});

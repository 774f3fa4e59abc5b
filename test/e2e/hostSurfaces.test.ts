import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { SavingsEntry } from '../../src/core/savingsLedger';
import { calendarDay } from '../../src/core/savingsLedger';
import { workspaceKey } from '../../src/host/savings/workspaceKey';
import { findGgufEntry } from '../../src/modelkit/catalogue/catalogue';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { calibratedModel } from './support/calibratedModel';
import { chooseInMenu } from './support/chooseInMenu';
import { emptyCache } from '../support/emptyCache';
import { openWalkthrough } from './support/openWalkthrough';
import { openWorkbench } from './support/openWorkbench';
import { pictures } from './support/pictures';
import { Workbench } from './support/workbench';

/** From a cold start on busy cores. */
const loadLimitMs = 120_000;

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(options: Parameters<typeof openWorkbench>[0] = {}): Promise<Workbench> {
  const workbench = await openWorkbench({ width: 1100, height: 760, ...options });
  closers.push(() => workbench.close());
  return workbench;
}

function row(workbench: Workbench, name: string | RegExp): Locator {
  return workbench.page.getByRole('treeitem', { name });
}

/** What earlier days saved, as another window would have written it. */
async function writeSavings(workbench: Workbench): Promise<void> {
  const folder = join(
    dirname(workbench.folder),
    'server/data/User/globalStorage/tokenskip.tokenskip/savings',
  );
  const tokens = [138, 420, 0, 96, 261, 77, 510];
  const entries = tokens.map((saved, i): SavingsEntry => {
    const shared = {
      id: `answer-${i}`,
      day: calendarDay(new Date(Date.now() - i * 86_400_000)),
      workspace: i < 4 ? workspaceKey([`file://${workbench.folder}`]) : 'elsewhere',
      tokens: saved,
      seconds: saved / 40,
    };
    return i % 3 === 1
      ? { ...shared, kind: 'measured' }
      : { ...shared, kind: 'estimated', tokensInterval: { low: saved * 0.8, high: saved * 1.2 } };
  });
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'savings.jsonl'),
    entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  );
}

describe('savings', () => {
  it('are shown by day, in the status bar and in its tooltip', async () => {
    const workbench = await open();
    await workbench.runCommand('TokenSkip: Focus on Savings View');
    for (const view of ['Chat', 'Models']) {
      await workbench.page.getByRole('button', { name: `${view} Section` }).click();
    }
    await workbench.page.getByText('Nothing was saved yet.').waitFor();
    await workbench.screenshot('savings-empty');
    await writeSavings(workbench);
    await row(workbench, /^This workspace: about 654 tokens and 16 s saved/).waitFor();
    await row(workbench, /^All time: about 1\.5k tokens and 38 s saved/).click();
    await row(workbench, /^Measured/).waitFor();
    const status = workbench.page.locator('#tokenskip\\.tokenskip\\.tokenskip\\.status');
    expect(await status.textContent()).toContain('≈ 654 tokens · ≈ 16 s saved');
    await status.hover();
    await workbench.page.locator('.monaco-hover:visible', { hasText: 'This workspace' }).waitFor();
    await pictures(workbench, 'savings');
    await workbench.runCommand('TokenSkip: Show Savings as a Table');
    const table = await workbench.webview('table');
    const rowsOf = (index: number) => table.locator('table').nth(index).locator('tbody tr').count();
    expect(await rowsOf(0)).toBe(10);
    // These savings were kept before their models were.
    expect(await rowsOf(1)).toBe(1);
    await workbench.screenshot('savings-table');
  });
});

describe('two windows', () => {
  it('show the same savings, and both forget them at a reset in one', async () => {
    const first = await open();
    // The address has lost its token by now: a cookie has it.
    const storageState = await first.page.context().storageState();
    const page = await first.page.context().browser()?.newPage({ storageState });
    if (page === undefined) throw new Error('the browser is gone');
    await page.goto(first.page.url());
    const second = new Workbench(page, first.folder, first.logFile, () => Promise.resolve());
    await second.untilReady();
    for (const window of [first, second]) {
      await window.page.bringToFront();
      await window.runCommand('TokenSkip: Focus on Savings View');
      await window.page.getByText('Nothing was saved yet.').waitFor();
    }
    await writeSavings(first);
    for (const window of [first, second]) {
      await row(window, /^This workspace: about 654 tokens and 16 s saved/).waitFor();
    }
    await second.runCommand('TokenSkip: Reset Savings…');
    await page.getByRole('button', { name: 'Reset This Workspace' }).click();
    for (const window of [first, second]) {
      await row(window, /^This workspace: 0 tokens and 0 s saved/).waitFor();
      await row(window, /^All time: about 848 tokens and 21 s saved/).waitFor();
    }
  });
});

describe('models', () => {
  it('can be fetched, paused and resumed from their view', async () => {
    const base = findGgufEntry('qwen2.5-0.5b');
    if (base === undefined) throw new Error('the catalogue has no qwen2.5-0.5b');
    const cache = await emptyCache();
    closers.push(cache.remove);
    const server = new FileServer(Buffer.alloc(base.source.bytes));
    // One connection: what has arrived is then what it asked for, 32 MiB at a time.
    server.oneAtATime = true;
    const pieceBytes = 32 * 1024 * 1024;
    server.faults = [
      ...Array.from({ length: 3 }, () => ({ kind: 'none' }) as const),
      { kind: 'silence', afterBytes: 123_000_000 - 3 * pieceBytes },
      ...Array.from({ length: 2 }, () => ({ kind: 'none' }) as const),
      { kind: 'silence', afterBytes: 77_000_000 - 2 * pieceBytes },
    ];
    const { origin } = await server.start();
    closers.push(() => server.stop());
    const workbench = await open({ env: { TOKENSKIP_CACHE: cache.folder, HF_ENDPOINT: origin } });
    await workbench.runCommand('TokenSkip: Focus on Models View');
    const model = row(workbench, /^qwen2\.5-0\.5b/);
    await model.hover();
    await model.getByRole('button', { name: 'Get', exact: true }).click();
    await model.filter({ hasText: 'fetching · 123 MB of 491 MB' }).waitFor();
    await pictures(workbench, 'models-fetching');
    await model.hover();
    await model.getByRole('button', { name: 'Pause' }).click();
    await model.filter({ hasText: 'paused · 123 MB of 491 MB' }).waitFor();
    await model.hover();
    await model.getByRole('button', { name: 'Resume' }).click();
    await model.filter({ hasText: 'fetching · 200 MB of 491 MB' }).waitFor();
    expect(server.seen.map(({ range }) => range?.split('-')[0])).toEqual(
      [0, 1, 2, 3]
        .map((piece) => piece * pieceBytes)
        .concat([0, 1, 2].map((piece) => 123_000_000 + piece * pieceBytes))
        .map((start) => `bytes=${start}`),
    );
  });

  it('are loaded, with the device in use and why, and unloaded', async () => {
    const cache = await emptyCache();
    closers.push(cache.remove);
    const workbench = await open({ env: { TOKENSKIP_CACHE: cache.folder } });
    await workbench.runCommand('TokenSkip: Focus on Models View');
    const ours = row(workbench, /^coder-0\.5b.*default/);
    await ours.hover();
    await ours.getByRole('button', { name: 'Load' }).click();
    const device = row(workbench, /^Runs on/);
    await device.waitFor({ timeout: loadLimitMs });
    await device.click();
    await row(workbench, /^CPU, used/).waitFor();
    await pictures(workbench, 'models-loaded');
    await workbench.page.locator('#tokenskip\\.tokenskip\\.tokenskip\\.status').click();
    await workbench.page
      .getByText('What do you want to do?')
      .or(workbench.page.locator('.quick-input-widget'))
      .first()
      .waitFor();
    await workbench.screenshot('status-menu');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('TokenSkip: Unload Model');
    await device.waitFor({ state: 'detached' });
    await workbench.runCommand('TokenSkip: Diagnose');
    await workbench.page.locator('.tab', { hasText: 'TokenSkip Diagnosis' }).waitFor();
    await workbench.until('the settings in the diagnosis', async () =>
      (await workbench.editorText()).includes('TokenSkip diagnosis') ? true : undefined,
    );
    await workbench.screenshot('diagnosis');
  }, 240_000);
});

describe('a model on this machine', () => {
  it('is verified and removed from the menu of its row', async () => {
    const cache = await emptyCache();
    closers.push(cache.remove);
    const stored = join(cache.folder, 'models');
    const model = await calibratedModel({ id: 'another' });
    closers.push(() => model.remove());
    await mkdir(stored);
    await cp(model.folder, join(stored, 'ours'), { recursive: true });
    const workbench = await open({
      env: { TOKENSKIP_CACHE: cache.folder },
      settings: { 'tokenskip.model': 'another' },
    });
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Focus on Models View');
    const ours = row(workbench, /^another: default/);
    await chooseInMenu(page, ours, 'Verify Files');
    await row(workbench, /^another: .*files verified/).waitFor({ timeout: loadLimitMs });
    await ours.hover();
    await page.locator('.monaco-hover:visible', { hasText: 'Memory needed' }).waitFor();
    await workbench.screenshot('models-tooltip');
    await chooseInMenu(page, ours, 'Remove…');
    const confirm = page.getByRole('button', { name: 'Remove', exact: true });
    await confirm.waitFor();
    await workbench.screenshot('models-remove');
    await confirm.click();
    await row(workbench, /^coder-0\.5b: default/).waitFor();
    expect(await readdir(stored)).toEqual([]);
  }, 240_000);
});

describe('the menu of an editor', () => {
  it('has our commands as soon as something is selected', async () => {
    const workbench = await open({ files: { 'sums.md': 'What is 6 * 7?\n' } });
    const { page } = workbench;
    const menu = page.getByRole('menuitem', { name: 'TokenSkip' });
    await workbench.openFile('sums.md');
    const line = page.locator('.view-line').first();
    await line.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Command Palette' }).waitFor();
    expect(await menu.count()).toBe(0);
    await page.keyboard.press('Escape');
    await workbench.selectText('What is 6 * 7?', 'sums.md');
    await line.click({ button: 'right', position: { x: 30, y: 8 } });
    await menu.hover();
    await page.getByRole('menuitem', { name: 'Solve and Insert' }).waitFor();
    await workbench.screenshot('editor-menu');
    await page.getByRole('menuitem', { name: 'Solve Selection' }).click();
    const panel = await workbench.webview('.ask textarea');
    expect(await panel.inputValue('.ask textarea')).toBe('What is 6 * 7?');
    await workbench.screenshot('solve-selection');
  });
});

describe('the first steps', () => {
  it('are a walkthrough and a page of settings', async () => {
    const workbench = await open({ width: 1680, height: 900 });
    const { page } = workbench;
    await openWalkthrough(workbench);
    // One is part of the extension.
    expect(await page.getByText('Get a model').count()).toBe(0);
    for (const [step, picture] of [
      ['Ask a question', 'A question with'],
      ['Choose how much', 'The same reasoning'],
      ['Solve in your', 'A selected comment'],
      ['See what you', 'Bars of what'],
    ] as const) {
      await page.getByRole('button', { name: step }).first().click();
      await workbench.webview(`svg[aria-label^="${picture}"]`);
      await workbench.screenshot(`walkthrough-${step.split(' ')[0]?.toLowerCase() ?? ''}`);
    }
    await pictures(workbench, 'walkthrough');
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await page.keyboard.type('@ext:tokenskip.tokenskip');
    await page.locator('.setting-item-contents', { hasText: 'Max Tokens' }).waitFor();
    await pictures(workbench, 'settings');
  });
});

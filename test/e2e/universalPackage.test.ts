import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording, startReplay } from '../unit/engine/remote/recordedServer';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import { packExtension } from './support/packExtension';
import { ask, panelPage, untilDone } from './support/panelPage';
import type { Workbench } from './support/workbench';

/** As they were recorded: the question, and the tokens of its answer. */
const question =
  'Tom has 3 boxes with 12 pencils each and gives 7 pencils away. How many pencils are left?';
const maxTokens = 48;
const model = 'qwen2.5-coder-0.5b-instruct-tokenskip';

const sentence = `TokenSkip has no engine for this system (${process.platform} ${process.arch}). Point it at a server in the settings, and choose its model in the Models view.`;

describe('the package without an engine, installed', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;
  let panel: Frame;
  let address: string;

  beforeAll(async () => {
    const vsix = await packExtension('universal');
    const server = await startReplay(await readRecording('llamaCppPython'));
    closers.push(server.stop);
    address = server.address;
    const cache = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
    closers.push(() => rm(cache, { recursive: true, force: true }));
    workbench = await openWorkbench({
      vsix,
      height: 900,
      env: { TOKENSKIP_CACHE: cache },
      settings: { 'tokenskip.maxTokens': maxTokens, 'tokenskip.ratio': '1.0' },
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  function row(name: RegExp): Locator {
    return workbench.page.getByRole('treeitem', { name });
  }

  it('holds nothing native', async () => {
    const extensions = join(dirname(workbench.folder), 'extensions');
    const files = await readdir(extensions, { recursive: true });
    expect(files.filter((name) => /[\\/]dist[\\/]inference\.js$/.test(name))).toHaveLength(1);
    expect(files.filter((name) => /\.(?:node|so|dll|dylib)\b/.test(name))).toEqual([]);
  });

  it('starts, and says in the panel why no model of this machine answers', async () => {
    await workbench.runCommand('TokenSkip: Ask…');
    panel = await panelPage(workbench);
    expect(await panel.textContent('.missing p')).toBe(sentence);
    expect(await panel.getByRole('button', { name: 'Get the model' }).count()).toBe(0);
    expect(await panel.textContent('footer')).toBe('Answers may be wrong: check what matters.');
    expect(await axeViolations(panel)).toEqual([]);
    await workbench.screenshot('universal-panel');
  });

  it('says so under a question, with the way to the setting of a server', async () => {
    await ask(panel, question);
    await panel.waitForSelector('.card.failed');
    expect(await panel.textContent('.card .failure')).toContain(sentence);
    await panel.locator('.card.failed').getByRole('button', { name: 'Open Settings' }).click();
    await workbench.page.locator('.settings-editor').waitFor();
    await workbench.page
      .locator('.setting-item-contents', { hasText: 'Remote: Address' })
      .first()
      .waitFor();
    await workbench.screenshot('universal-setting');
  });

  it('says so in the Models view, which offers no download', async () => {
    await workbench.runCommand('TokenSkip: Focus on Models View');
    // Room for all rows: those out of sight are not drawn.
    await workbench.page.getByRole('button', { name: 'Chat Section' }).click();
    await row(/^TokenSkip has no engine for this system/).waitFor();
    expect(await row(/^Available/).count()).toBe(0);
    await workbench.screenshot('universal-models');
  });

  it('answers with a model of a server, once that is named', async () => {
    const file = join(dirname(workbench.folder), 'server', 'data', 'Machine', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    const named = { ...settings, 'tokenskip.remote.address': `${address}/v1` };
    await writeFile(file, JSON.stringify(named));
    const host = new URL(address).host;
    await row(new RegExp(`^${host} does not accept the key`)).click();
    const box = workbench.page.locator('.quick-input-widget');
    await box.getByText(`Key for ${host}`).waitFor();
    await box.locator('.quick-input-box input').fill('secret-key');
    await workbench.page.keyboard.press('Enter');
    await row(new RegExp(`^${model}\\. Questions and answers leave`)).waitFor();
    await workbench.startCommand('TokenSkip: Select Model');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: model }).click();
    await row(new RegExp(`^${model}: default`)).waitFor();
    // Nothing is wrong any more, and so nothing is said.
    expect(await row(/^TokenSkip has no engine/).count()).toBe(0);
    await workbench.runCommand('TokenSkip: Ask…');
    panel = await panelPage(workbench);
    await panel.getByText(`Questions leave this machine and go to ${host}.`).waitFor();
    expect(await panel.locator('.missing').count()).toBe(0);
    await ask(panel, question);
    await untilDone(panel);
    expect(await panel.textContent('.card.done')).toContain(`Answered by ${model} on a server.`);
    await workbench.screenshot('universal-answer');
  });
});

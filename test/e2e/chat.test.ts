import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestName, readManifestFile } from '../../src/modelkit/manifest/readManifest';
import { embeddedModelDir } from '../support/embeddedModel';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** From a cold start on busy cores: the model is loaded and writes all of its reasoning. */
const answerLimitMs = 180_000;

/** The page of the chat, opened by its command. */
async function chatPage(workbench: Workbench): Promise<Frame> {
  await workbench.runCommand('TokenSkip: Focus on Chat View');
  return workbench.webview('.composer textarea');
}

async function ask(page: Frame, question: string): Promise<void> {
  await page.fill('.composer textarea', question);
  await page.press('.composer textarea', 'Enter');
}

/** Resolves when the turn with this number (from 1) is there and settled. */
async function untilSettled(page: Frame, number: number): Promise<void> {
  await page.waitForSelector(`.turn:nth-of-type(${number}) .card[aria-busy='false']`, {
    timeout: answerLimitMs,
  });
}

describe('the chat', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({ settings: { 'tokenskip.maxTokens': 200 } });
    page = await chatPage(workbench);
  });
  afterAll(() => workbench.close());

  it('begins with examples', async () => {
    expect(await page.locator('.examples button').count()).toBe(3);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('chat-empty-light');
  });

  it('answers, and a follow-up goes on from the answer', async () => {
    await ask(page, 'A train travels 120 km in 2 hours. How fast is it, in km/h?');
    await page.waitForSelector('.card.writing .disclosure', { timeout: answerLimitMs });
    await workbench.screenshot('chat-writing-light');
    await untilSettled(page, 1);
    expect(await page.textContent('.turn .value')).toContain('60');
    await ask(page, 'and if it were twice as fast?');
    await untilSettled(page, 2);
    expect(await page.textContent('.turn:nth-of-type(2) .card')).toContain('120');
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('chat-follow-up-light');
  });

  it('is a log whose parts have names', async () => {
    const log = page.getByRole('log', { name: 'Conversation' });
    expect(await log.getByRole('region').count()).toBeGreaterThanOrEqual(2);
    await page.getByRole('region', { name: 'Question 1', exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
    await page.getByRole('radiogroup', { name: 'Reasoning kept' }).waitFor();
  });

  it('stops by Esc and keeps what was written', async () => {
    await ask(page, 'Add all numbers from 1 to 200, one after the other.');
    await page.waitForFunction(
      () => (document.querySelector('.card.writing .chain')?.textContent.length ?? 0) > 20,
      undefined,
      { timeout: answerLimitMs },
    );
    await page.press('.composer textarea', 'Escape');
    await page.waitForSelector('.card.stopped', { timeout: 1000 });
    const kept = await page.textContent('.card.stopped .chain');
    expect(kept?.length).toBeGreaterThan(20);
  });

  it('asks an earlier question again below what came after it, which stays', async () => {
    await ask(page, 'What is 2 + 3?');
    await untilSettled(page, 4);
    const third = page.getByRole('region', { name: 'Question 3', exact: true });
    await third.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('region', { name: 'Question 5', exact: true }).waitFor();
    const asked = await page.locator('.turn .question').allTextContents();
    expect(asked.slice(3)).toEqual(['What is 2 + 3?', asked[2]]);
    await page.press('.composer textarea', 'Escape');
    await untilSettled(page, 5);
  });

  it('asks an edited question anew and drops what came after it', async () => {
    const second = page.getByRole('region', { name: 'Question 2', exact: true });
    await second.getByRole('button', { name: 'Edit question 2' }).click();
    expect(await page.inputValue('.composer textarea')).toBe('and if it were twice as fast?');
    await page.getByText('Question 2 and what came after it are asked anew').waitFor();
    await workbench.screenshot('chat-edit-light');
    await ask(page, 'and half as fast?');
    await page.waitForFunction(
      () =>
        document.querySelectorAll('.turn').length === 2 &&
        document.querySelectorAll('.turn .question')[1]?.textContent === 'and half as fast?',
    );
    await untilSettled(page, 2);
  });

  it('answers what is no maths with one line, and asks it when told to', async () => {
    await workbench.runCommand('TokenSkip: New Conversation');
    await page.waitForSelector('.divider >> text=New conversation');
    await ask(page, 'What is the capital of France?');
    await page.waitForSelector('.turn:last-of-type .failure >> text=maths and logic');
    await workbench.screenshot('chat-no-maths-light');
    await page.getByRole('button', { name: 'Ask anyway' }).click();
    await page.waitForSelector('.turn:last-of-type .card.done .chain:not(:empty)', {
      state: 'attached',
      timeout: answerLimitMs,
    });
  });

  it('exports everything to a Markdown document', async () => {
    await workbench.runCommand('TokenSkip: Export Chat to Markdown');
    const text = await workbench.until('the document', async () => {
      const drawn = await workbench.editorText().catch(() => '');
      return drawn.includes('# TokenSkip conversation') ? drawn : undefined;
    });
    expect(text).toContain('## Question 1');
    expect(text).toContain('<details>');
    expect(text).toContain('A train travels 120 km in 2 hours.');
    await workbench.screenshot('chat-export-light');
  });

  it('is still there after a reload, and can be cleared', async () => {
    const questions = await page.locator('.turn .question').allTextContents();
    await workbench.page.reload();
    await workbench.untilReady();
    page = await chatPage(workbench);
    await page.waitForSelector('.turn');
    expect(await page.locator('.turn .question').allTextContents()).toEqual(questions);
    expect(await page.locator('.divider').count()).toBe(1);
    await workbench.runCommand('TokenSkip: Clear Chat');
    await page.waitForSelector('.examples');
    expect(await page.locator('.turn').count()).toBe(0);
  });
});

describe('the chat with a model of small context', () => {
  let workbench: Workbench;
  let modelDir: string;

  beforeAll(async () => {
    modelDir = await smallContextModel(320);
    workbench = await openWorkbench({
      settings: { 'tokenskip.model': modelDir, 'tokenskip.maxTokens': 60 },
      theme: 'dark',
    });
  });
  afterAll(async () => {
    await workbench.close();
    await rm(modelDir, { recursive: true });
  });

  it(
    'says where the oldest questions have left',
    async () => {
      const page = await chatPage(workbench);
      let asked = 0;
      while ((await page.locator('.divider').count()) === 0 && asked < 12) {
        asked += 1;
        await ask(page, `What is ${asked} + ${asked}? Write only the boxed number.`);
        await untilSettled(page, asked);
      }
      await page.waitForSelector('.divider >> text=Earlier questions no longer take part');
      expect(asked).toBeGreaterThan(2);
      expect(await page.locator('.turn.left').count()).toBeGreaterThan(0);
      expect(await page.locator('.turn:not(.left)').count()).toBeGreaterThan(0);
      expect(await axeViolations(page)).toEqual([]);
      await page.locator('.divider').scrollIntoViewIfNeeded();
      await workbench.screenshot('chat-context-full-dark');
    },
    2 * answerLimitMs,
  );
});

describe('the chat in other themes and widths', () => {
  it.each([
    { theme: 'dark', width: 1280 },
    { theme: 'hcDark', width: 1280 },
    { theme: 'hcLight', width: 1280 },
    { theme: 'light', width: 620 },
  ] as const)('is accessible in $theme at $width pixels', async ({ theme, width }) => {
    const workbench = await openWorkbench({
      theme,
      width,
      settings: { 'tokenskip.maxTokens': 160 },
    });
    try {
      const page = await chatPage(workbench);
      await ask(page, 'What is 15 % of 80?');
      await untilSettled(page, 1);
      expect(await axeViolations(page)).toEqual([]);
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      await workbench.screenshot(`chat-${theme}-${width}`);
      expect(isWider).toBe(false);
    } finally {
      await workbench.close();
    }
  });
});

/** A folder like that of the model under test, but for the length of its context. */
async function smallContextModel(contextLength: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-small-context-'));
  for (const name of await readdir(embeddedModelDir)) {
    if (name === 'config.json' || name === manifestName) continue;
    await symlink(join(embeddedModelDir, name), join(folder, name));
  }
  const config: unknown = JSON.parse(await readFile(join(embeddedModelDir, 'config.json'), 'utf8'));
  const changed = JSON.stringify(
    Object.assign({}, config, { max_position_embeddings: contextLength }),
  );
  await writeFile(join(folder, 'config.json'), changed);
  const manifest = await readManifestFile(embeddedModelDir);
  const files = manifest.files.map((file) =>
    file.path === 'config.json' ? { ...file, bytes: changed.length } : file,
  );
  await writeFile(join(folder, manifestName), JSON.stringify({ ...manifest, files }));
  return folder;
}

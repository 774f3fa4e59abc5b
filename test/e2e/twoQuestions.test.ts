import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import { ask, panelPage, untilDone, untilWriting } from './support/panelPage';
import type { Workbench } from './support/workbench';

describe('two questions at once', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'notes.md': 'The answer: ' },
      settings: { 'tokenskip.maxTokens': 200 },
      width: 1400,
    });
    await workbench.openFile('notes.md');
  });
  afterAll(() => workbench.close());

  it('are answered one after the other, and the second says that it waits', async () => {
    await workbench.runCommand('TokenSkip: Focus on Chat View');
    const chat = await workbench.webview('.composer textarea');
    await workbench.runCommand('TokenSkip: Ask…');
    const panel = await panelPage(workbench);
    await ask(panel, 'A box holds 9 pens, and each pen costs 2 euros. What do 3 boxes cost?');
    await untilWriting(panel);
    await chat.fill('.composer textarea', 'What is 6 * 7?');
    await chat.press('.composer textarea', 'Enter');
    await chat.waitForSelector('.card.waiting >> text=Another answer is being written…');
    expect(await panel.locator('.card.writing').count()).toBe(1);
    await workbench.screenshot('waiting');
    await untilDone(panel);
    await untilDone(chat);
  }, 240_000);

  it('can be inserted from the chat too', async () => {
    const chat = await workbench.webview('.composer textarea');
    await chat.getByRole('button', { name: 'Insert at Cursor' }).click();
    await workbench.until('the answer in the file', async () =>
      (await workbench.editorText()).includes('42') ? true : undefined,
    );
    await workbench.screenshot('chat-inserted');
  });
});

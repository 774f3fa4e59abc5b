import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { chatResults } from '../unit/protocol/webview/pageSamples';
import { answerView } from '../unit/support/sampleAnswer';
import { builtPages } from './support/builtPages';
import { PlainPage } from './support/plainPage';

let plain: PlainPage;

afterEach(() => plain.close());

async function open(turns: readonly AnswerView[], change: object = {}): Promise<void> {
  plain = await PlainPage.open({
    folder: builtPages,
    bundle: 'chat',
    snapshot: {
      ...chatResults.ready,
      strings: null,
      state: { ...chatResults.ready.state, ...change },
      conversation: { turns, leftCount: 0, leftBecause: 'new' },
    },
  });
}

describe('the page of the chat', () => {
  it('scrolls its log alone, however long that is', async () => {
    await open(Array.from({ length: 20 }, (_, index) => ({ ...answerView, id: `a${index}` })));
    const rest = await plain.page.evaluate(
      () => document.documentElement.scrollHeight - window.innerHeight,
    );
    expect(rest).toBe(0);
  });

  it('sets the reasoning of an answer when it is opened', async () => {
    await open([answerView], { reasoning: 'collapsed' });
    expect(await plain.page.locator('.math-text').count()).toBe(0);
    await plain.page.locator('.reasoning .disclosure').click();
    expect(await plain.page.locator('.math-text').textContent()).toContain('2048 MiB');
  });

  it('gives a half-typed question back when an edit is given up', async () => {
    await open([answerView]);
    const box = plain.page.getByRole('textbox');
    await box.fill('And twi');
    await plain.page.getByRole('button', { name: 'Edit question 1' }).click();
    expect(await box.inputValue()).toBe(answerView.question);
    await plain.page.getByRole('button', { name: 'Cancel' }).click();
    expect(await box.inputValue()).toBe('And twi');
  });
});

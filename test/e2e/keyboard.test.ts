import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import { answerLimitMs, panelPage, untilDone, untilWriting } from './support/panelPage';
import type { Workbench } from './support/workbench';

/** More controls than one answer of the panel has. */
const mostStops = 25;

const question =
  'A shop sells 12 boxes of 8 pens each at $3 a pen. How much is that in all? Show each step.';

/** What has the focus in a page, and whether a person sees that it has. */
interface Focus {
  /** Its name for a screen reader, or its text; «nothing» for the page as a whole. */
  readonly name: string;
  readonly isSeen: boolean;
}

/** Runs in the page. */
function readFocus(): Focus {
  const element = document.activeElement;
  if (element === null || element === document.body) return { name: 'nothing', isSeen: false };
  // A radio button is drawn by its label, which has the outline too.
  const drawn = element.matches('input[type=radio]') ? (element.parentElement ?? element) : element;
  const { top, bottom, width, height } = drawn.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const hasOutline = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  const isInView = width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
  const text = element.cloneNode(true) as Element;
  for (const hidden of text.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  const name = element.getAttribute('aria-label') ?? text.textContent.trim();
  return {
    name: name === '' ? element.id : name,
    isSeen: document.hasFocus() && element.matches(':focus-visible') && hasOutline && isInView,
  };
}

describe('the panel without a mouse', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'tokenskip.maxTokens': 200 },
      width: 1000,
      height: 1000,
    });
  });
  afterAll(() => workbench.close());

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await workbench.page.keyboard.press(key);
  }

  /** The name of what has the focus, which has to be seen. */
  async function focused(): Promise<string> {
    const focus = await page.evaluate(readFocus);
    expect(focus).toEqual({ name: focus.name, isSeen: true });
    return focus.name;
  }

  async function untilFocused(name: string | RegExp): Promise<void> {
    await workbench.until(`the focus on ${String(name)}`, async () => {
      const focus = await page.evaluate(readFocus);
      return isNamed(focus.name, name) ? true : undefined;
    });
    await focused();
  }

  /** Goes on with Tab, or back, to the control of this name; each on the way has to be seen. */
  async function tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    while (passed.length < mostStops) {
      await press(key);
      const now = await focused();
      if (isNamed(now, name)) return;
      passed.push(now);
    }
    throw new Error(`${String(name)} is not among ${passed.join(' | ')}`);
  }

  it('opens with the focus in the question box', async () => {
    const label = 'TokenSkip: Ask…';
    const row = workbench.page.locator('.quick-input-list .monaco-list-row.focused .label-name');
    await workbench.until(`${label} in the list`, async () => {
      await press('F1');
      await workbench.page.keyboard.type(label);
      const isThere = await row
        .filter({ hasText: new RegExp(`^${label}$`) })
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => undefined,
        );
      if (isThere === undefined) await press('Escape');
      return isThere;
    });
    await press('Enter');
    page = await panelPage(workbench);
    await untilFocused('Question');
  });

  it('takes a question and a ratio, asks, and stops', async () => {
    await workbench.page.keyboard.type(question);
    await tabTo('auto');
    await press('ArrowRight');
    expect(await focused()).toBe('100 %');
    await press('ArrowRight');
    expect(await focused()).toBe('90 %');
    await press('ArrowLeft');
    expect(await page.getByRole('radio', { name: '100 %' }).isChecked()).toBe(true);
    await tabTo('Ask');
    await press('Enter');
    await untilWriting(page);
    await tabTo('Stop');
    await press('Space');
    await page.waitForSelector('.card.stopped');
    expect(await focused()).toBe('Ask again');
  });

  it('asks again, opens the reasoning and finds its equations checked', async () => {
    await press('Enter');
    await untilFocused('Stop');
    await untilDone(page);
    await untilFocused('Answer');
    await tabTo(/^Thought/);
    expect(await page.isVisible('.chain')).toBe(false);
    await press('Enter');
    await page.waitForSelector('.chain', { state: 'visible' });
    expect(await focused()).toMatch(/^Thought/);
    expect(await page.textContent('.card .checks')).toMatch(/\d+ of \d+ equations? holds?/);
  });

  it('copies the answer', async () => {
    await tabTo('Copy');
    await press('Enter');
    await untilFocused('Copied');
    const shown = await page.textContent('.card .value');
    await workbench.until('the answer in the clipboard', async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return text !== '' && shown?.includes(text) === true ? true : undefined;
    });
  });

  it('makes the map and moves its slider', async () => {
    await tabTo('Map');
    await press('Enter');
    await page.waitForSelector('.map .map-token', { timeout: answerLimitMs });
    expect(await focused()).toBe('Map');
    await tabTo('Compare with full reasoning');
    await press('Tab');
    const slider = page.locator('.slider input');
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
    await press('ArrowRight', 'ArrowRight');
    expect(await page.textContent('.slider .num')).toMatch(/^52 % · \d+ of \d+ tokens$/);
    await press('End');
    expect(await page.locator('.map .dropped').count()).toBe(0);
    await tabTo('As text');
    await press('Enter');
    await page.waitForSelector('.map-text');
    expect(await focused()).toBe('As a map');
  });

  it('compares both lengths', async () => {
    await tabTo('Compare with full reasoning', 'Shift+Tab');
    await press('Enter');
    await page.waitForSelector('.compare');
    await untilFocused('Stop');
    await page.waitForFunction(
      () => document.querySelectorAll('.column .card.done').length === 2,
      undefined,
      { timeout: answerLimitMs },
    );
    await untilFocused('Answer');
    await tabTo('Compare again');
  }, 240_000);

  it('shows an earlier answer from the history, and goes back to the question', async () => {
    await tabTo('History', 'Shift+Tab');
    await press('Enter');
    await page.waitForSelector('.history .entry');
    expect(await focused()).toBe('History');
    await tabTo(new RegExp(`^${escaped(question)}.*full reasoning`));
    await press('Enter');
    await page.waitForSelector('main > .card.done');
    expect(await focused()).toContain(question);
    await tabTo('History', 'Shift+Tab');
    await press('Space');
    await page.waitForSelector('.history', { state: 'detached' });
    expect(await focused()).toBe('History');
    await tabTo('Question');
    expect(await page.inputValue('.ask textarea')).toBe(question);
  });
});

function isNamed(name: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? name === expected : expected.test(name);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

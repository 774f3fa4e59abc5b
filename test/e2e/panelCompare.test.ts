import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import type { PanelRun } from '../../src/protocol/webview/panelLink';
import { panelResults } from '../unit/protocol/webview/pageSamples';
import { answerReport, answerView } from '../unit/support/sampleAnswer';
import { axeViolations } from './support/axe';
import { builtPages } from './support/builtPages';
import { PlainPage } from './support/plainPage';

const outcome = { savedTokens: 60, savedSeconds: 3, isSameAnswer: true };

/** An answer whose reasoning has so many paragraphs. */
function written(id: string, keepRatio: number, paragraphs: number): AnswerView {
  const chain = Array.from({ length: paragraphs }, (_, i) => `Step ${i + 1} of it.`).join('\n\n');
  const report = { ...answerReport, chain, checks: [], ratio: keepRatio };
  return { ...answerView, id, keepRatio, chain, report };
}

function compared(full: AnswerView, short: AnswerView | null): PanelRun {
  const isDone = short?.state === 'done';
  return { kind: 'compare', full, short, history: [], outcome: isDone ? outcome : null };
}

const full = written('full', 1, 120);
const short = written('short', 0.5, 60);

describe('the reasoning of a comparison', () => {
  let plain: PlainPage;

  beforeAll(async () => {
    plain = await PlainPage.open({
      folder: builtPages,
      bundle: 'panel',
      snapshot: { ...panelResults.ready, draft: null, strings: null, run: compared(full, short) },
    });
  });
  afterAll(() => plain.close());

  const chain = (column: 0 | 1): Locator => plain.page.locator('.column .chain').nth(column);
  const together = (): Locator => plain.page.getByRole('checkbox', { name: 'Scroll together' });

  /** How far it is scrolled, as a share of the whole way. */
  async function share(column: 0 | 1): Promise<number> {
    await plain.drawn();
    return chain(column).evaluate(
      ({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight),
    );
  }

  async function scrollTo(column: 0 | 1, to: number): Promise<void> {
    await chain(column).evaluate((box, part) => {
      box.scrollTop = part * (box.scrollHeight - box.clientHeight);
    }, to);
  }

  it('stands in two boxes of one height that scroll together, each led by the other', async () => {
    const heights = await plain.page
      .locator('.column .chain')
      .evaluateAll((boxes) => boxes.map((box) => box.clientHeight));
    expect(new Set(heights).size).toBe(1);
    expect(await together().isChecked()).toBe(true);
    expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
    await scrollTo(0, 0.5);
    expect(await share(1)).toBeCloseTo(0.5, 2);
    await scrollTo(1, 0.25);
    expect(await share(0)).toBeCloseTo(0.25, 2);
    await scrollTo(0, 1);
    expect(await share(1)).toBe(1);
  });

  it('is scrolled by the keyboard, in both boxes at once', async () => {
    await scrollTo(0, 0);
    await chain(0).focus();
    await plain.page.keyboard.press('PageDown');
    await plain.page.waitForFunction(
      () => (document.querySelectorAll('.column .chain')[1]?.scrollTop ?? 0) > 20,
    );
    await plain.page.keyboard.press('End');
    await plain.page.waitForFunction(() =>
      [...document.querySelectorAll('.column .chain')].every(
        (box) => box.scrollTop >= box.scrollHeight - box.clientHeight - 1,
      ),
    );
  });

  it('is scrolled apart by who wants it, which is remembered', async () => {
    await scrollTo(0, 0);
    expect(await share(1)).toBe(0);
    await together().focus();
    await plain.page.keyboard.press('Space');
    expect(await together().isChecked()).toBe(false);
    await scrollTo(0, 1);
    expect(await share(0)).toBe(1);
    expect(await share(1)).toBe(0);
    expect(await plain.keptState()).toMatchObject({ scrollsApart: true });
    await plain.page.keyboard.press('Space');
    await scrollTo(0, 0.5);
    expect(await share(1)).toBeCloseTo(0.5, 2);
    expect(await plain.keptState()).toMatchObject({ scrollsApart: false });
  });

  it('follows its own end while it is written, and does not move the other', async () => {
    await plain.push('run', { run: compared(full, null) });
    await scrollTo(0, 0);
    const growing = (paragraphs: number): PanelRun =>
      compared(full, { ...written('new', 0.5, paragraphs), state: 'writing', report: null });
    for (const paragraphs of [20, 40, 60]) {
      await plain.push('run', { run: growing(paragraphs) });
      expect(await share(1)).toBeGreaterThan(0.95);
      expect(await share(0)).toBe(0);
    }
    expect(await together().count()).toBe(0);
    expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
  });

  it('has nothing to choose where all of it is seen', async () => {
    const run = compared(written('f', 1, 2), written('s', 0.5, 1));
    await plain.push('run', { run });
    expect(await plain.page.getByRole('button', { name: 'Compare again' }).count()).toBe(1);
    expect(await together().count()).toBe(0);
    await plain.push('run', { run: compared(full, short) });
    expect(await together().count()).toBe(1);
  });
});

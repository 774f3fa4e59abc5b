import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerReport, ConfidenceReport, VoteReport } from '../../src/protocol/answerReport';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import type { ModelView } from '../../src/protocol/webview/modelView';
import { chatResults, panelResults } from '../unit/protocol/webview/pageSamples';
import { answerReport, answerView } from '../unit/support/sampleAnswer';
import { upgradableModel, upgrade } from '../unit/support/sampleModels';
import { axeViolations } from './support/axe';
import { builtPages } from './support/builtPages';
import { PlainPage } from './support/plainPage';

const unsure: ConfidenceReport = {
  probability: 0.3,
  word: 'likely wrong',
  isSure: false,
  mode: 'greedy',
  measuredOn: 'gsm8k, devmath',
  n: 600,
  date: '2026-02-01',
};
const model: typeof upgradableModel = {
  ...upgradableModel,
  costs: [{ keepRatio: 0.5, actualRatio: 0.5, low: 0.4, high: 0.6, accuracy: 0.4, questions: 200 }],
  device: { used: 'cpu', reason: 'No adapter.' },
};
const votes: VoteReport = {
  asked: 5,
  ended: 5,
  groups: [{ answer: '42', count: 5 }],
  withoutAnswer: 0,
  isTie: false,
  isComplete: true,
};

let shownCount = 0;

/** An answer of its own: what a person did with an earlier one does not hold for it. */
function answered(report: Partial<AnswerReport>, change: Partial<AnswerView> = {}): AnswerView {
  const whole = { ...answerReport, chain: 'Six sevens.', checks: [], ...report };
  shownCount += 1;
  return { ...answerView, id: `a${shownCount}`, chain: whole.chain, report: whole, ...change };
}

let plain: PlainPage;

/** Lets the page show this answer and no other. */
async function show(
  bundle: 'panel' | 'chat',
  view: AnswerView,
  used: ModelView = model,
): Promise<void> {
  if (bundle === 'panel') {
    await plain.push('state', { ...panelResults.ready.state, model: used });
    const run = { kind: 'answer', view, history: [], sentences: null, map: null };
    await plain.push('run', { run });
  } else {
    await plain.push('state', { ...chatResults.ready.state, model: used });
    await plain.push('conversation', { turns: [view], leftCount: 0, leftBecause: 'context' });
  }
}

async function press(name: RegExp): Promise<void> {
  await plain.page.getByRole('button', { name }).click();
}

async function textOf(selector: string): Promise<string> {
  return (await plain.page.locator(selector).allTextContents()).join(' ');
}

describe.each(['panel', 'chat'] as const)('the %s', (bundle) => {
  beforeAll(async () => {
    const { ready } = bundle === 'panel' ? panelResults : chatResults;
    plain = await PlainPage.open({
      folder: builtPages,
      bundle,
      snapshot: { ...ready, strings: null },
    });
  });
  afterAll(() => plain.close());

  describe('with the offer of a larger model', () => {
    it('stands under an answer that is not sure, with its numbers, and is taken by a click', async () => {
      await show(bundle, answered({ confidence: unsure }));
      expect(await textOf('.upgrade')).toBe(
        'Coder 1.5B is right on 54 of 100 school problems instead of 29, 900 MB Get it',
      );
      expect(await plain.page.getAttribute('.upgrade', 'title')).toBe(
        'Needs about 2.3 GB of memory, this machine has 6.6 GB for it.',
      );
      expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
      await press(/^Get it$/);
      expect((await plain.asked()).at(-1)).toBe('takeUpgrade');
    });

    it('is to use it where it is here', async () => {
      const here = { ...model, upgrade: { ...upgrade, downloadBytes: null } };
      await show(bundle, answered({ confidence: unsure }), here);
      expect(await textOf('.upgrade')).toMatch(/instead of 29 Use it$/);
      await press(/^Use it$/);
      expect((await plain.asked()).at(-1)).toBe('takeUpgrade');
    });

    it('is not made under one that is sure', async () => {
      await show(bundle, answered({ confidence: { ...unsure, probability: 0.8, isSure: true } }));
      expect(await plain.page.locator('.upgrade').count()).toBe(0);
    });
  });

  describe('with an answer', () => {
    it('that is not sure says what to do, and how long a check takes before it starts', async () => {
      await show(bundle, answered({ confidence: unsure }));
      expect(await textOf('.confidence .unsure')).toBe('Not sure: likely wrong, about 3 in 10');
      expect(await textOf('.confidence')).toContain('Check again, or ask with full reasoning.');
      await press(/^Check again \(≈ \d+ s\)$/);
      expect((await plain.asked()).at(-1)).toBe('checkAgain');
    });

    it('that is checked shows the tally beside the answer, and a stop', async () => {
      const groups = [{ answer: '42', count: 2 }];
      const tally = { ...votes, ended: 2, groups, isComplete: false };
      await show(bundle, answered({ answer: '41' }, { state: 'checking', tally }));
      expect(await textOf('.card .value')).toContain('41');
      expect(await textOf('.votes')).toBe('Checking again: 2 of 5 chains have ended. 2 × 42');
      await press(/^Stop/);
      expect((await plain.asked()).at(-1)).toBe('stop');
    });

    it('of a stopped check names its votes as a part', async () => {
      const groups = [{ answer: '42', count: 2 }];
      await show(bundle, answered({ votes: { ...votes, ended: 2, groups, isComplete: false } }));
      expect(await textOf('.votes')).toBe(
        'Votes of 2 chains: 2 × 42 · Stopped after 2 of 5 chains: a part of the vote.',
      );
      expect(await plain.page.getByRole('button', { name: /Check again/ }).count()).toBe(0);
    });

    it('of five different ones says that it is a tie', async () => {
      const groups = ['1', '2', '3', '4', '5'].map((answer) => ({ answer, count: 1 }));
      await show(bundle, answered({ answer: '1', votes: { ...votes, groups, isTie: true } }));
      expect(await textOf('.votes')).toBe(
        'Votes of 5 chains: 1 × 1, 1 × 2, 1 × 3, 1 × 4, 1 × 5 · A tie: the answer that came first is shown.',
      );
    });

    it('of a model that was not measured shows checks and votes, and no number', async () => {
      const chain = '6 * 7 = 42';
      const checks = [{ holds: true, startOffset: 0, endOffset: 10 }];
      await show(bundle, answered({ chain, checks, votes }));
      expect(await textOf('.checks')).toContain('1 of 1 equation holds');
      expect(await textOf('.votes')).toBe('Votes of 5 chains: 5 × 42');
      expect(await textOf('.card')).not.toMatch(/in 10|right|sure/);
    });

    it('of a model that was not trained for its ratio says so', async () => {
      await show(bundle, answered({}, { note: 'It may write as much as without that.' }));
      expect(await textOf('.card')).toContain('It may write as much as without that.');
    });

    it('that there is none of can be checked again', async () => {
      await show(bundle, answered({ answer: null, finishReason: 'loop' }));
      expect(await textOf('.card')).toContain('Ended because the model began to repeat itself.');
      await press(/^Check again/);
      expect((await plain.asked()).at(-1)).toBe('checkAgain');
    });

    it('to what is no maths is marked as outside', async () => {
      await show(bundle, answered({ isOutside: true }));
      expect(await textOf('.confidence')).toContain('outside what the model was measured on');
    });

    it('marks what is wrong in the reasoning, with the right value or that there is none', async () => {
      const chain = '9 * 2 = 19. 7 / 0 = 0.';
      const checks = [
        {
          holds: false,
          startOffset: 0,
          endOffset: 10,
          wrong: { startOffset: 8, endOffset: 10, rightValue: '18' },
        },
        {
          holds: false,
          startOffset: 12,
          endOffset: 21,
          wrong: { startOffset: 20, endOffset: 21, rightValue: null },
        },
      ];
      await show(bundle, answered({ chain, checks }));
      expect(await textOf('.checks li')).toBe('9 * 2 = 19, right is 18 7 / 0 = 0 has no value');
      await plain.page.locator('.reasoning .disclosure').click();
      const reasoning = await textOf('.reasoning .chain');
      expect(reasoning).toContain('right: 18');
      expect(reasoning).toContain('has no value');
    });

    it.each([900, 280])('of 400 digits stays within a page of %d pixels', async (width) => {
      const digits = '9'.repeat(400);
      const chain = `${digits} + 1 = ${digits}`;
      const wrong = { startOffset: 407, endOffset: 807, rightValue: `1${'0'.repeat(400)}` };
      const checks = [{ holds: false, startOffset: 0, endOffset: 807, wrong }];
      const groups = [{ answer: digits, count: 5 }];
      await show(bundle, answered({ answer: digits, chain, checks, votes: { ...votes, groups } }));
      await plain.page.setViewportSize({ width, height: 900 });
      await plain.page.locator('.reasoning .disclosure').click();
      await plain.drawn();
      expect(await textOf('.card .value')).toContain(digits);
      const room = await plain.page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.log, .card')].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      );
      expect(new Set(room)).toEqual(new Set([0]));
    });
  });
});

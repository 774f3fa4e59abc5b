import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import type { HistoryItem, PanelRun, SentencesView } from '../../src/protocol/webview/panelLink';
import { chatResults, panelResults } from '../unit/protocol/webview/pageSamples';
import { answerReport, answerView } from '../unit/support/sampleAnswer';
import { missingModel, upgradableModel } from '../unit/support/sampleModels';
import { builtPages } from './support/builtPages';
import { PlainPage } from './support/plainPage';

const done: AnswerView = { ...answerView, keepRatio: 1, report: { ...answerReport, ratio: 1 } };
const writing: AnswerView = { ...done, state: 'writing', report: null };
const stopped: AnswerView = { ...done, state: 'stopped', report: null };
const checking: AnswerView = { ...done, state: 'checking' };
const next: AnswerView = { ...done, id: 'a2', state: 'waiting', report: null, chain: '' };
const failure = { code: 'engine-exited', message: 'The engine ended.', isRetryable: true } as const;
const failed: AnswerView = { ...done, state: 'failed', report: null, failure };
const other: AnswerView = {
  ...failed,
  failure: { code: 'not-maths-or-logic', message: 'Made for maths.', isRetryable: false },
};
const tokens = { text: 'ab', startOffsets: [0, 1], endOffsets: [1, 2] };
const outcome = { savedTokens: 3, savedSeconds: 1, isSameAnswer: true };
const written: SentencesView = {
  state: 'done',
  source: 'rewritten',
  text: 'Nine times two is eighteen.',
  checks: [],
  lostEquations: 0,
  lostAnswer: false,
  isSameAnswer: null,
  failure: null,
};

type AnswerRun = Extract<PanelRun, { readonly kind: 'answer' }>;

function answerRun(view: AnswerView, more: Partial<AnswerRun> = {}): PanelRun {
  return { kind: 'answer', view, history: [], sentences: null, map: null, ...more };
}

function compareRun(full: AnswerView, short: AnswerView | null): PanelRun {
  const isDone = full.state === 'done' && short?.state === 'done';
  return { kind: 'compare', full, short, history: [], outcome: isDone ? outcome : null };
}

function asked(...ids: readonly string[]): readonly HistoryItem[] {
  return ids.map((id) => ({
    id,
    question: `Question ${id}?`,
    answer: '1',
    keepRatio: 1,
    model: null,
    askedAt: 1,
  }));
}

let plain: PlainPage;

afterEach(() => plain.close());

/** What has the focus: the kind of element, and its name for a screen reader or its text. */
async function focused(): Promise<string> {
  return plain.page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const shown = element.querySelector('.line') ?? element;
    const name = element.getAttribute('aria-label') ?? shown.textContent.replace(/Esc$/, '');
    return element === document.body ? 'nothing' : `${element.tagName.toLowerCase()} ${name}`;
  });
}

/** Presses this button as the keyboard does. */
async function press(name: string | RegExp): Promise<void> {
  await plain.page.getByRole('button', { name, exact: true }).first().focus();
  await plain.page.keyboard.press('Enter');
}

describe('the focus in the panel, when what has it goes', () => {
  async function open(run: PanelRun | null, change: object = {}): Promise<void> {
    const { ready } = panelResults;
    const state = { ...ready.state, history: [], ...change };
    plain = await PlainPage.open({
      folder: builtPages,
      bundle: 'panel',
      snapshot: { ...ready, strings: null, draft: null, state, run },
      kept: { draft: '', ratio: null, toggles: {}, shown: null, isHistoryOpen: true },
    });
  }
  const show = (run: PanelRun): Promise<void> => plain.push('run', { run });
  const change = (part: object): Promise<void> =>
    plain.push('state', { ...panelResults.ready.state, history: [], ...part });

  const compared = compareRun(done, { ...done, id: 'b1' });
  const mapped = (map: Partial<NonNullable<AnswerRun['map']>>): PanelRun =>
    answerRun(done, { map: { state: 'loading', tokens: null, failure: null, ...map } });
  const inSentences = (state: SentencesView['state']): PanelRun =>
    answerRun(done, { sentences: { ...written, state } });

  it.each([
    [
      'Stop, when it has stopped',
      'Stop',
      answerRun(writing),
      answerRun(stopped),
      'button Ask again',
    ],
    [
      'Stop, when the answer is there',
      'Stop',
      answerRun(writing),
      answerRun(done),
      'article Answer',
    ],
    ['Stop, when the vote is over', 'Stop', answerRun(checking), answerRun(done), 'article Answer'],
    ['Stop, when the answer fails', 'Stop', answerRun(writing), answerRun(failed), 'button Retry'],
    ['Ask again', 'Ask again', answerRun(stopped), answerRun(next), 'button Stop'],
    ['Retry', 'Retry', answerRun(failed), answerRun(next), 'button Stop'],
    ['Ask anyway', 'Ask anyway', answerRun(other), answerRun(next), 'button Stop'],
    ['Check again', /^Check again/, answerRun(done), answerRun(checking), 'button Stop'],
    [
      'Compare',
      'Compare with full reasoning',
      answerRun(done),
      compareRun(next, null),
      'button Stop',
    ],
    ['Compare again', 'Compare again', compared, compareRun(next, null), 'button Stop'],
    [
      'Stop of a comparison',
      'Stop',
      compareRun(writing, null),
      compareRun(stopped, null),
      'button Ask again',
    ],
    [
      'Stop of the sentences',
      'Stop',
      inSentences('writing'),
      inSentences('done'),
      'h2 In full sentences',
    ],
    ['Retry of the map', 'Retry', mapped({ state: 'failed', failure }), mapped({}), 'button Stop'],
    [
      'Stop of the map',
      'Stop',
      mapped({}),
      mapped({ state: 'done', tokens }),
      'input 50 % · 1 of 2 tokens',
    ],
  ] as const)('%s', async (_, name, before, after, expected) => {
    await open(before);
    await press(name);
    await show(after);
    // A slider has no text: what stands beside it says where it is.
    const slider = await plain.page.evaluate(
      () => document.activeElement?.nextElementSibling?.textContent,
    );
    const found = await focused();
    expect(found === 'input ' ? `input ${slider}` : found).toBe(expected);
  });

  it('goes to the next entry of the history, then to the one before, then to the history', async () => {
    await open(null, { history: asked('1', '2', '3') });
    await press('Remove «Question 2?»');
    await change({ history: asked('1', '3') });
    expect(await focused()).toBe('button Question 3?');
    await plain.page.keyboard.press('Tab');
    expect(await focused()).toBe('button Remove «Question 3?»');
    await plain.page.keyboard.press('Enter');
    await change({ history: asked('1') });
    expect(await focused()).toBe('button Question 1?');
    await press('Clear history');
    await change({});
    expect(await focused()).toBe('section History');
    await plain.page.keyboard.press('Tab');
    expect(await focused()).toBe('textarea Question');
  });

  it('goes to the question box where a model is there at last, or an example was taken', async () => {
    await open(null, { model: missingModel });
    await press('Get the model');
    await change({ model: upgradableModel });
    expect(await focused()).toBe('textarea Question');
    await press(/^A log grows/);
    await show(answerRun(next));
    expect(await focused()).toBe('textarea Question');
  });

  it('stays where it is, or nowhere, when something else goes', async () => {
    await open(answerRun(writing));
    await plain.page.getByRole('button', { name: /^Stop/ }).focus();
    await plain.page.getByRole('textbox').focus();
    await show(answerRun(done));
    expect(await focused()).toBe('textarea Question');
    await show(answerRun(writing));
    await plain.page.getByRole('button', { name: /^Stop/ }).focus();
    await plain.page.mouse.click(5, 5);
    expect(await focused()).toBe('nothing');
    await show(answerRun(done));
    expect(await focused()).toBe('nothing');
  });

  it('does not press what it comes to while Enter is held down', async () => {
    await open(answerRun(writing));
    await plain.page.getByRole('button', { name: /^Stop/ }).focus();
    await plain.page.keyboard.down('Enter');
    await show(answerRun(stopped));
    expect(await focused()).toBe('button Ask again');
    await plain.page.keyboard.down('Enter');
    expect((await plain.asked()).slice(1)).toEqual(['stop']);
    await plain.page.keyboard.up('Enter');
    await plain.page.keyboard.press('Enter');
    expect((await plain.asked()).slice(1)).toEqual(['stop', 'ask']);
  });

  it('stays in the reasoning that was scrolled while it was written', async () => {
    await open(answerRun(writing));
    await plain.page.getByRole('region', { name: 'Reasoning' }).focus();
    await show(answerRun(stopped));
    await plain.drawn();
    expect(await focused()).toBe('div Reasoning');
  });

  it('stays in it also where reasoning is closed once it is written', async () => {
    await open(answerRun(writing), { reasoning: 'collapsed' });
    await plain.page.getByRole('region', { name: 'Reasoning' }).focus();
    await show(answerRun(done));
    await plain.drawn();
    expect(await focused()).toBe('div Reasoning');
  });

  it('moves the page to it only for who has pressed something', async () => {
    const chain = 'One line.\n\n'.repeat(80);
    const long: AnswerView = { ...stopped, chain };
    await open(answerRun({ ...long, state: 'checking', report: { ...answerReport, chain } }));
    await plain.page.locator('.reasoning .disclosure').click();
    const bottom = (): Promise<number> =>
      plain.page.evaluate(() => {
        window.scrollTo(0, document.documentElement.scrollHeight);
        return Math.round(window.scrollY);
      });
    await plain.page.getByRole('button', { name: /^Stop/ }).focus();
    const before = await bottom();
    expect(before).toBeGreaterThan(500);
    await show(answerRun(long));
    expect(await focused()).toBe('button Ask again');
    expect(await plain.page.evaluate(() => Math.round(window.scrollY))).toBeGreaterThan(500);
  });
});

describe('the focus in the chat, when what has it goes', () => {
  async function open(...turns: readonly AnswerView[]): Promise<void> {
    plain = await PlainPage.open({
      folder: builtPages,
      bundle: 'chat',
      snapshot: { ...chatResults.ready, strings: null, conversation: conversation(turns) },
    });
  }
  const conversation = (turns: readonly AnswerView[]): object => ({
    turns,
    leftCount: 0,
    leftBecause: 'context',
  });
  const show = (...turns: readonly AnswerView[]): Promise<void> =>
    plain.push('conversation', conversation(turns));
  const first: AnswerView = { ...done, id: 'a0' };

  it.each([
    ['Stop, when it has stopped', /^Stop/, writing, stopped, 'button Ask again'],
    ['Stop, when the answer is there', /^Stop/, writing, done, 'article Answer'],
    ['Ask again', /^Ask again/, stopped, next, 'button Stop'],
    ['Retry', /^Retry/, failed, next, 'button Stop'],
    ['Ask anyway', /^Ask anyway/, other, next, 'button Stop'],
    ['Check again', /^Check again/, done, checking, 'button Stop'],
  ] as const)('%s', async (_, name, before, after, expected) => {
    await open(first, before);
    await plain.page.locator('.turn').last().getByRole('button', { name }).focus();
    await plain.page.keyboard.press('Enter');
    await show(first, after);
    expect(await focused()).toBe(expected);
  });

  it('is in the question box while a question is edited, and when that is given up', async () => {
    await open(first, done);
    await press('Edit question 2');
    expect(await focused()).toBe('textarea Question');
    await press('Cancel');
    expect(await focused()).toBe('textarea Question');
    await press('Edit question 1');
    await plain.page.keyboard.press('Enter');
    await show(next);
    expect(await focused()).toBe('textarea Question');
  });

  it('goes to the question box from an example', async () => {
    await open();
    await press(/^A log grows/);
    await show(next);
    expect(await focused()).toBe('textarea Question');
  });
});

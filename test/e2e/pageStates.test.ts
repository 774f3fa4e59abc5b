import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import type { ModelView } from '../../src/protocol/webview/modelView';
import type { PanelRun } from '../../src/protocol/webview/panelLink';
import { chatResults, panelResults } from '../unit/protocol/webview/pageSamples';
import { answerReport, answerView } from '../unit/support/sampleAnswer';
import { missingModel, upgradableModel } from '../unit/support/sampleModels';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import { panelPage } from './support/panelPage';
import { drawn, pushEvent } from './support/pushEvent';
import { setTheme, themes } from './support/setTheme';
import type { Workbench } from './support/workbench';

type Theme = keyof typeof themes;

/** What VS Code's pages say of the theme that they have. */
const themeKinds: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light',
};

const chain = Array.from({ length: 30 }, (_, i) => `Step ${i}: $9 \\cdot ${i} = ${9 * i}$.`);
const long = chain.join('\n\n');
const groups = [
  { answer: '42', count: 2 },
  { answer: '\\frac{1}{2}', count: 1 },
];
const tally = { asked: 5, ended: 3, groups, withoutAnswer: 0, isTie: false, isComplete: false };
const unsure = {
  probability: 0.3,
  word: 'likely wrong',
  isSure: false,
  mode: 'greedy',
  measuredOn: 'gsm8k, devmath',
  n: 600,
  date: '2026-02-01',
} as const;

const done: AnswerView = {
  ...answerView,
  keepRatio: 1,
  report: { ...answerReport, ratio: 1, confidence: unsure },
};
const writing: AnswerView = { ...done, state: 'writing', report: null, chain: `${long} $9 \\cdot` };
const waiting: AnswerView = { ...writing, state: 'waiting', chain: '' };
const reading: AnswerView = { ...waiting, state: 'reading', prefillDone: 0.4 };
const checking: AnswerView = { ...done, state: 'checking', tally };
const stopped: AnswerView = { ...writing, state: 'stopped' };
const failed: AnswerView = {
  ...stopped,
  state: 'failed',
  failure: { code: 'model-not-found', message: 'No model is here.', isRetryable: true },
};
const boxed: AnswerView = { ...done, chain: long, report: { ...answerReport, chain: long } };

const outcome = { savedTokens: 30, savedSeconds: 1.5, isSameAnswer: false };
const words = long.split(/(?= )/);
const ends = words.map((_, i) => words.slice(0, i + 1).join('').length);
const tokens = { text: long, startOffsets: [0, ...ends.slice(0, -1)], endOffsets: ends };

function answer(view: AnswerView, map: Extract<PanelRun, { kind: 'answer' }>['map'] = null) {
  return { kind: 'answer', view, history: [], sentences: null, map } satisfies PanelRun;
}

function compare(short: AnswerView | null): PanelRun {
  const isDone = short?.state === 'done';
  return { kind: 'compare', full: boxed, short, history: [], outcome: isDone ? outcome : null };
}

const short: AnswerView = { ...boxed, id: 'short', keepRatio: 0.5 };
const noTokens = { tokens: null, failure: failed.failure };

const panelStates: readonly (readonly [string, PanelRun | null, ModelView?])[] = [
  ['without a model', null, missingModel],
  ['waiting', answer(waiting)],
  ['reading', answer(reading)],
  ['writing', answer(writing)],
  ['checking', answer(checking)],
  ['unsure, with a larger model', answer(done), upgradableModel],
  ['failed', answer(failed), missingModel],
  ['stopped', answer(stopped)],
  ['compare, the first written', compare(null)],
  ['compare, the second in writing', compare({ ...short, state: 'writing', report: null })],
  ['compare', compare(short)],
  ['map', answer(done, { state: 'done', tokens, failure: null })],
  ['map failed', answer(done, { state: 'failed', ...noTokens })],
];

const chatStates: readonly (readonly [string, readonly AnswerView[], ModelView?])[] = [
  ['without a model', [], missingModel],
  ['writing', [done, { ...writing, id: 'a2' }]],
  ['checking', [{ ...done, id: 'a0' }, checking]],
  ['failed', [done, { ...failed, id: 'a2' }], missingModel],
  ['stopped', [stopped]],
];

function shownBy(run: PanelRun | null): string {
  if (run?.kind === 'answer') return `.card.${run.view.state}`;
  return run === null ? '.missing' : '.compare';
}

describe('the pages in every state', () => {
  let workbench: Workbench;
  let panel: Frame;
  let chat: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({ width: 1300, height: 900 });
    await workbench.runCommand('TokenSkip: Focus on Chat View');
    await workbench.runCommand('TokenSkip: Ask…');
    panel = await panelPage(workbench);
    chat = await workbench.webview('.composer textarea');
  });
  afterAll(() => workbench.close());

  async function themed(theme: Theme): Promise<void> {
    await setTheme(workbench, theme);
    for (const frame of [panel, chat]) {
      await frame.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        themeKinds[theme],
      );
    }
  }

  /** What is wrong in each state of the panel, by its name. */
  async function panelViolations(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [name, run, model = panelResults.ready.state.model] of panelStates) {
      await pushEvent(panel, 'state', { ...panelResults.ready.state, model });
      await pushEvent(panel, 'run', { run });
      await panel.waitForSelector(shownBy(run));
      found.push(...(await axeViolations(panel)).map((violation) => `${name}: ${violation}`));
    }
    return found;
  }

  async function showTurns(turns: readonly AnswerView[], model?: ModelView): Promise<void> {
    const { state } = chatResults.ready;
    await pushEvent(chat, 'state', { ...state, model: model ?? state.model });
    await pushEvent(chat, 'conversation', { turns, leftCount: 0, leftBecause: 'context' });
  }

  async function chatViolations(): Promise<readonly string[]> {
    const found: string[] = [];
    const look = async (name: string): Promise<void> => {
      found.push(...(await axeViolations(chat)).map((violation) => `${name}: ${violation}`));
    };
    for (const [name, turns, model] of chatStates) {
      await showTurns(turns, model);
      expect(await chat.locator('.turn').count()).toBe(turns.length);
      await look(name);
    }
    await showTurns([done, { ...done, id: 'a2' }]);
    await chat.getByRole('button', { name: 'Edit question 1' }).click();
    await chat.getByText('Question 1 and what came after it are asked anew').waitFor();
    await look('editing');
    await chat.getByRole('button', { name: 'Cancel' }).click();
    await drawn(chat);
    return found;
  }

  it.each(Object.keys(themes) as Theme[])(
    'are accessible in %s',
    async (theme) => {
      await themed(theme);
      expect(await panelViolations()).toEqual([]);
      expect(await chatViolations()).toEqual([]);
      await workbench.screenshot(`states-${theme}`);
    },
    180_000,
  );

  it('are accessible and not cut off at 320 pixels', async () => {
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.page.setViewportSize({ width: 372, height: 900 });
    await panel.waitForFunction(() => window.innerWidth <= 325);
    expect(await panelViolations()).toEqual([]);
    for (const [name, run] of panelStates) {
      await pushEvent(panel, 'run', { run });
      const overflow = await panel.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([name, overflow]).toEqual([name, 0]);
    }
  }, 180_000);
});

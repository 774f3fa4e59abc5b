import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerFailure } from '../../src/protocol/webview/answerView';
import type { MapView, PanelRun, SentencesView } from '../../src/protocol/webview/panelLink';
import { panelResults } from '../unit/protocol/webview/pageSamples';
import { answerReport, answerView } from '../unit/support/sampleAnswer';
import { axeViolations } from './support/axe';
import { builtPages } from './support/builtPages';
import { PlainPage } from './support/plainPage';

const history = [{ question: 'What is 9?', answer: 'The final answer is: $\\boxed{9}$' }];
const failure = { code: 'engine-exited', message: 'The engine ended.', isRetryable: true } as const;
const fullView = { ...answerView, keepRatio: 1, report: { ...answerReport, ratio: 1 } };
const answer: Extract<PanelRun, { readonly kind: 'answer' }> = {
  kind: 'answer',
  view: fullView,
  history,
  sentences: null,
  map: null,
};
const sentences: SentencesView = {
  state: 'stopped',
  source: 'rewritten',
  text: '',
  checks: [],
  lostEquations: 0,
  lostAnswer: false,
  isSameAnswer: null,
  failure: null,
};

let plain: PlainPage;

async function show(run: PanelRun): Promise<void> {
  await plain.push('run', { run });
}

async function press(name: RegExp): Promise<unknown> {
  await plain.page.getByRole('button', { name }).click();
  return plain.lastRequest();
}

describe('the page of the panel', () => {
  beforeAll(async () => {
    plain = await PlainPage.open({
      folder: builtPages,
      bundle: 'panel',
      snapshot: { ...panelResults.ready, run: null, strings: null },
    });
  });
  afterAll(() => plain.close());

  describe('while the map is made', () => {
    const mapped = (map: Partial<MapView>): PanelRun => ({
      ...answer,
      map: { state: 'loading', tokens: null, failure: null, ...map },
    });

    it('says that the model is loaded, and stops by button and key', async () => {
      await show(mapped({}));
      expect(await plain.page.textContent('.map-section [role=status]')).toBe('Loading the model…');
      expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
      expect(await press(/^Stop/)).toEqual({ method: 'stop', params: {} });
      const before = (await plain.asked()).length;
      await plain.page.keyboard.press('Escape');
      expect((await plain.asked()).slice(before)).toEqual(['stop']);
    });

    it('names a failure, and tries again', async () => {
      await show(mapped({ state: 'failed', failure }));
      expect(await plain.page.textContent('.map-section [role=alert]')).toContain(failure.message);
      expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
      expect(await press(/^Retry$/)).toEqual({ method: 'map', params: {} });
    });
  });

  describe.each([
    ['the map', 'map', '.map-section'],
    ['the sentences', 'explain', '.sentences'],
  ] as const)('a failure of %s', (_, method, section) => {
    const failedBy = (failure: AnswerFailure): PanelRun => {
      const state = 'failed';
      return method === 'map'
        ? { ...answer, map: { state, tokens: null, failure } }
        : { ...answer, sentences: { ...sentences, state, failure } };
    };

    it.each([
      ['model-not-found', /^Get the model$/, { method: 'getModel', params: {} }],
      ['engine-missing', /^Open Settings$/, { method: 'getModel', params: {} }],
      ['engine-exited', /^Retry$/, { method, params: {} }],
    ] as const)('%s has the button that helps', async (code, name, request) => {
      const isRetryable = code === 'engine-exited';
      await show(failedBy({ code, message: `It is ${code}.`, isRetryable }));
      const shown = plain.page.locator(section);
      expect(await shown.getByRole('alert').textContent()).toContain(`It is ${code}.`);
      expect(await shown.getByRole('button').count()).toBe(1);
      expect(await axeViolations(plain.page.mainFrame())).toEqual([]);
      expect(await press(name)).toEqual(request);
    });
  });

  it('offers no second try for reasoning from a document, which it cannot ask for', async () => {
    const explained = { kind: 'explain', chain: '9 * 2 = 18', checks: [] } as const;
    const failed: SentencesView = { ...sentences, state: 'failed', failure };
    await show({ ...explained, sentences: failed });
    expect(await plain.page.textContent('.sentences [role=alert]')).toContain(failure.message);
    expect(await plain.page.locator('.sentences button').count()).toBe(0);
  });

  it('shows no text of sentences that were stopped', async () => {
    await show({ ...answer, sentences });
    expect(await plain.page.textContent('.sentences [role=status]')).toContain('not shown');
    expect(await plain.page.locator('.sentences .math-text').count()).toBe(0);
  });

  it('asks as it was asked: anyway, and with the turns before it', async () => {
    const view = { ...answerView, state: 'failed', report: null, failure, force: true } as const;
    await show({ ...answer, view });
    const question = { question: view.question, force: true, history };
    expect(await press(/^Retry$/)).toMatchObject({ method: 'ask', params: question });
    await show({ ...answer, view: { ...fullView, force: true } });
    const compared = await press(/^Compare with full reasoning$/);
    expect(compared).toMatchObject({ method: 'compare', params: question });
  });

  it('keeps what can be done with an answer whose check has failed', async () => {
    await show({ ...answer, view: { ...fullView, state: 'failed', failure } });
    expect(await press(/^Copy$/)).toEqual({ method: 'copy', params: { text: '19' } });
    await plain.page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await press(/^Map$/)).toEqual({ method: 'map', params: {} });
  });

  it('keeps a comparison that is done, and none that runs', async () => {
    const outcome = { savedTokens: 3, savedSeconds: 1, isSameAnswer: true };
    const run: PanelRun = { kind: 'compare', full: fullView, short: answerView, history, outcome };
    await show({ ...run, short: null, outcome: null });
    expect(await plain.keptState()).toMatchObject({ shown: null });
    await show(run);
    expect(await plain.keptState()).toMatchObject({ shown: run });
  });
});

import { describe, expect, it } from 'vitest';
import type { MapView, PanelRun, SentencesView } from '../../../../src/protocol/webview/panelLink';
import { isRunSettled } from '../../../../src/webview/panel/isRunSettled';
import { answerView } from '../../support/sampleAnswer';

const sentences: SentencesView = {
  state: 'done',
  source: 'rewritten',
  text: 'So it is.',
  checks: [],
  lostEquations: 0,
  lostAnswer: false,
  isSameAnswer: null,
  failure: null,
};
const map: MapView = { state: 'done', tokens: null, failure: null };
const answer: Extract<PanelRun, { kind: 'answer' }> = {
  kind: 'answer',
  view: answerView,
  history: [],
  sentences,
  map,
};
const written = { ...answerView, state: 'writing' } as const;
const compare = { kind: 'compare', history: [], outcome: null } as const;

describe('isRunSettled', () => {
  it.each<[string, boolean, PanelRun]>([
    ['a done answer', true, answer],
    ['an answer that is written', false, { ...answer, view: written }],
    ['sentences', false, { ...answer, sentences: { ...sentences, state: 'writing' } }],
    ['a map that waits for the model', false, { ...answer, map: { ...map, state: 'loading' } }],
    ['a map whose tokens are looked for', false, { ...answer, map: { ...map, state: 'reading' } }],
    ['a map that was stopped', true, { ...answer, map: { ...map, state: 'stopped' } }],
    ['a comparison between its runs', false, { ...compare, full: answerView, short: null }],
    ['a comparison that is done', true, { ...compare, full: answerView, short: answerView }],
    [
      'a comparison that was stopped at once',
      true,
      { ...compare, full: { ...answerView, state: 'stopped' }, short: null },
    ],
  ])('%s: %s', (_, isSettled, run) => {
    expect(isRunSettled(run)).toBe(isSettled);
  });
});

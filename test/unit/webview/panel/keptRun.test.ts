import { describe, expect, it } from 'vitest';
import type { MapView, PanelRun } from '../../../../src/protocol/webview/panelLink';
import { awaitedAnswer, keptRun } from '../../../../src/webview/panel/keptRun';
import { answerView } from '../../support/sampleAnswer';

const map: MapView = { state: 'loading', tokens: null, failure: null };
const answer: PanelRun = {
  kind: 'answer',
  view: answerView,
  history: [],
  sentences: null,
  map: { ...map, state: 'stopped' },
};
const compare: PanelRun = {
  kind: 'compare',
  full: answerView,
  short: answerView,
  history: [],
  outcome: null,
};

describe('what the panel shows again after a reload', () => {
  it('is what has come to its end', () => {
    expect(keptRun(null)).toBeNull();
    expect(keptRun(answer)).toBe(answer);
    expect(keptRun(compare)).toBe(compare);
  });

  it('is an answer alone while something is asked about it', () => {
    expect(keptRun({ ...answer, map })).toEqual({ ...answer, map: null });
  });

  it('is the answer that is checked', () => {
    const view = { ...answerView, state: 'checking' } as const;
    expect(keptRun({ ...answer, view })).toEqual(answer);
  });

  it('is nothing while an answer is written', () => {
    const view = { ...answerView, state: 'writing', report: null } as const;
    expect(keptRun({ ...answer, view })).toBeNull();
    expect(keptRun({ ...compare, short: null })).toBeNull();
  });
});

describe('the answer that a panel waits for', () => {
  const writing = { ...answerView, state: 'writing', report: null } as const;

  it('is the one that is written or checked', () => {
    const { id } = answerView;
    expect(awaitedAnswer({ ...answer, view: writing })).toBe(id);
    expect(awaitedAnswer({ ...answer, view: { ...answerView, state: 'checking' } })).toBe(id);
    expect(awaitedAnswer({ ...compare, full: writing, short: null })).toBe(id);
    expect(awaitedAnswer({ ...compare, short: { ...writing, id: 'short' } })).toBe('short');
  });

  it('is none once all is there', () => {
    expect(awaitedAnswer(null)).toBeNull();
    expect(awaitedAnswer({ ...answer, map })).toBeNull();
    expect(awaitedAnswer(compare)).toBeNull();
  });
});

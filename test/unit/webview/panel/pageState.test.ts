import { describe, expect, it } from 'vitest';
import { answerView } from '../../support/sampleAnswer';
import {
  draftBeside,
  readPageState,
  withDraft,
  withToggle,
} from '../../../../src/webview/panel/pageState';

describe('the state that the panel keeps', () => {
  it('is read back as it was', () => {
    const state = {
      draft: 'half a question',
      ratio: '0.5',
      toggles: { a: true },
      shown: { kind: 'compare', full: answerView, short: null, history: [], outcome: null },
      isHistoryOpen: true,
    };
    expect(readPageState(structuredClone(state))).toEqual(state);
    const apart = { ...state, scrollsApart: true };
    expect(readPageState(structuredClone(apart))).toEqual(apart);
  });

  it.each([
    undefined,
    null,
    'text',
    { draft: 5 },
    { draft: '', ratio: '0.2' },
    { draft: 'a', shown: 5 },
    { draft: 'a', ratio: null, toggles: {}, shown: null, isHistoryOpen: true, scrollsApart: 1 },
    [],
  ])('is empty after %j', (kept) => {
    expect(readPageState(kept)).toMatchObject({ draft: '', ratio: null, shown: null });
  });

  it('keeps what was typed where what was shown is of another version', () => {
    const kept = {
      draft: 'half',
      ratio: null,
      toggles: {},
      shown: { kind: 'x' },
      isHistoryOpen: true,
    };
    expect(readPageState(kept)).toEqual({ ...kept, shown: null });
  });

  it('follows the setting after a question that was asked as it says, not after another', () => {
    const kept = { ...readPageState(undefined), draft: 'half', ratio: '0.9' } as const;
    const question = 'What is 6 * 7?';
    expect(withDraft(kept, { question, ratio: '0.7' }, '0.7')).toMatchObject({
      draft: question,
      ratio: null,
    });
    expect(withDraft(kept, { question: '', ratio: '0.7' }, 'auto')).toEqual({
      ...kept,
      ratio: '0.7',
    });
    expect(withDraft(kept, { question: '', ratio: null }, 'auto')).toEqual(kept);
  });

  it('has an earlier question in the box, unless one is half typed there', () => {
    const history = [{ question: 'What is 6 * 7?' }, { question: 'What is 9?' }];
    const shown = history[1]?.question ?? '';
    expect(draftBeside(' ', shown, history)).toBe(shown);
    expect(draftBeside('What is 6 * 7? ', shown, history)).toBe(shown);
    expect(draftBeside('What is 6 * 7 or', shown, history)).toBe('What is 6 * 7 or');
  });

  it('remembers a bounded number of toggles, the newest last', () => {
    let toggles = {};
    for (let i = 0; i < 150; i += 1) toggles = withToggle(toggles, `a${i}`, true);
    expect(Object.keys(toggles)).toHaveLength(100);
    expect(Object.keys(toggles).at(-1)).toBe('a149');
    expect(withToggle({ a: true, b: true }, 'a', false)).toEqual({ b: true, a: false });
  });
});

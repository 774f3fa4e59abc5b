import { describe, expect, it } from 'vitest';
import type { AnswerState } from '../../../../src/protocol/webview/answerView';
import { isSettled } from '../../../../src/protocol/webview/answerView';
import { answerView } from '../../support/sampleAnswer';

describe('isSettled', () => {
  it.each<[AnswerState, boolean]>([
    ['waiting', false],
    ['loading', false],
    ['reading', false],
    ['writing', false],
    ['checking', false],
    ['done', true],
    ['stopped', true],
    ['failed', true],
  ])('%s: %s', (state, settled) => {
    expect(isSettled({ ...answerView, state })).toBe(settled);
  });
});

import { expect, it, vi } from 'vitest';
import {
  answerMarkdown,
  answerSummary,
} from '../../../../src/host/native/participant/answerSummary';
import { answerReport } from '../answerViews';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

it('says answer, equations and what was saved', () => {
  const interval = { low: -1300, high: -1200 };
  const estimate = { tokensInterval: interval, secondsInterval: interval };
  const saved = { kind: 'estimated', tokens: -1234, seconds: -1, ...estimate } as const;
  const text = answerSummary(answerReport({ saved }));
  expect(text).toContain('**Answer:** $42$');
  expect(text).toContain('1 of 1 equation holds · 21 tokens · 1.5 s');
  expect(text).toContain('≈ −1,234 tokens saved');
});

it.each([
  ['$18', '\\$18'],
  ['\\$18', '\\$18'],
])('writes the amount %s as text', (answer, markdown) => {
  expect(answerMarkdown(answerReport({ answer }))).toBe(markdown);
});

import { describe, expect, it, vi } from 'vitest';
import { confidenceWord, confidenceWords } from '../../../../src/core/confidence/confidenceWord';
import { chanceText } from '../../../../src/host/ask/chanceText';
import { confidenceText } from '../../../../src/webview/shared/answer/confidenceText';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const measured = { mode: 'greedy', measuredOn: 'gsm8k', n: 400, date: '2026-02-01' } as const;

describe('a chance', () => {
  it('is told in the editor’s own chat as in the pages', () => {
    const told = Array.from({ length: 101 }, (_, i) => i / 100).flatMap((probability) =>
      [true, false].map((isSure) => {
        const chance = { ...measured, probability, word: confidenceWord(probability), isSure };
        expect(chanceText(chance)).toBe(confidenceText(chance));
        return chanceText(chance);
      }),
    );
    expect(told).toContain('Likely right, about 8 in 10');
    expect(told).toContain('Not sure: very likely wrong, less than 1 in 10');
    expect(told).toContain('Very likely right, more than 9 in 10');
    for (const word of confidenceWords) {
      expect(told.some((text) => text.toLowerCase().startsWith(word))).toBe(true);
    }
  });
});

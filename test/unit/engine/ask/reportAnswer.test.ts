import { describe, expect, it } from 'vitest';
import { noWaste } from '../../../../src/core/savings';
import { splitAnswer } from '../../../../src/core/answer/splitAnswer';
import { reportAnswer } from '../../../../src/engine/ask/reportAnswer';
import { accept } from '../../../../src/protocol/guards';
import { answerView } from '../../../../src/protocol/webview/checkAnswerView';
import { answerView as viewOf } from '../../host/answerViews';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

const { signal } = new AbortController();

describe('the report of an answer', () => {
  it.each([0, 1, 4])('of %d tokens has a speed that a page takes', async (tokens) => {
    const output = {
      text: '',
      tokenIds: new Int32Array(tokens),
      finishReason: 'stop',
      promptTokens: 9,
      cachedTokens: 0,
      prefillMs: 2,
      decodeMs: 3,
      timeToFirstTokenMs: 2,
    } as const;
    const question = { text: 'What is 1 + 1?' };
    const report = await reportAnswer(
      sessionOf(new ScriptedEngine()),
      { split: splitAnswer(output.text), output, wallMs: 5 },
      { question, keepRatio: 1, failed: noWaste },
      signal,
    );
    expect(report.tokensPerSecond).toBe(Math.max(0, tokens - 1) / 0.003);
    expect(accept(answerView, viewOf({ state: 'done', report }), 'turn').ok).toBe(true);
  });
});

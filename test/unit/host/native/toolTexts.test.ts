import { describe, expect, it } from 'vitest';
import { toolFailure } from '../../../../src/host/native/tool/toolFailure';
import { toolResultText } from '../../../../src/host/native/tool/toolResultText';
import { errorCodes } from '../../../../src/protocol/errorCodes';
import { answerReport } from '../answerViews';

describe('toolResultText', () => {
  it('says answer, checks, reliance, source and reasoning', () => {
    const lines = toolResultText(answerReport()).split('\n');
    expect(lines[0]).toBe('Answer (LaTeX): 42');
    expect(lines[1]).toBe('Checks: 1 of 1 equations of the reasoning hold in exact arithmetic.');
    expect(lines[2]).toMatch(/^Reliance: moderate; .*may have misread/);
    expect(lines[3]).toBe('Source: coder-0.5b on this machine, ratio 0.5, 21 tokens, 1.5 s.');
    expect(lines.slice(4)).toEqual(['Reasoning:', '6 * 7 = 42']);
  });

  it('names what is wrong and says not to rely on it', () => {
    const chain = 'so 6 * 7 = 43';
    const wrong = { startOffset: 11, endOffset: 13, rightValue: '42' };
    const text = toolResultText(
      answerReport({ chain, checks: [{ holds: false, startOffset: 3, endOffset: 13, wrong }] }),
    );
    expect(text).toContain('Wrong: 6 * 7 = 43 (right: 42)');
    expect(text).toContain('Reliance: do not rely on this; an equation');
  });

  it('tells an agent the chance, the votes, and plainly not to rely on what is not sure', () => {
    const confidence = {
      probability: 0.31,
      word: 'likely wrong',
      isSure: false,
      mode: 'vote',
      measuredOn: 'gsm8k',
      n: 400,
      date: '2026-02-01',
    } as const;
    const votes = {
      asked: 5,
      ended: 5,
      groups: [
        { answer: '42', count: 2 },
        { answer: '7', count: 1 },
      ],
      withoutAnswer: 2,
      isTie: false,
      isComplete: true,
    };
    const text = toolResultText(answerReport({ confidence, votes }));
    expect(text).toContain('Chance of being right: 0.31 (likely wrong), measured on 400 answers');
    expect(text).toContain('Votes: 2 x 42, 1 x 7, 2 without an answer.');
    expect(text).toContain('Reliance: do not rely on this; by its own measurement');
    expect(text).not.toContain('"check"');
    expect(toolResultText(answerReport({ confidence }))).toContain('Call again with "check": true');
    const sure = { ...confidence, probability: 0.9, isSure: true };
    expect(toolResultText(answerReport({ confidence: sure }))).toContain('Reliance: as the chance');
    const outside = toolResultText(answerReport({ isOutside: true }));
    expect(outside).toContain('Chance: unknown');
    expect(outside).toContain('Reliance: do not rely on this');
  });

  it('does not rely on a vote without a majority, and names a tie and a part', () => {
    const votes = {
      asked: 5,
      ended: 4,
      groups: [
        { answer: '42', count: 2 },
        { answer: '7', count: 2 },
      ],
      withoutAnswer: 0,
      isTie: true,
      isComplete: false,
    };
    const text = toolResultText(answerReport({ votes }));
    expect(text).toContain('A tie: the answer that came first is given.');
    expect(text).toContain('Stopped after 4 of 5 chains: a part of the vote.');
    expect(text).toContain('Reliance: do not rely on this; no more than half');
  });

  it('says where the answer was made', () => {
    expect(toolResultText(answerReport({ device: 'remote' }))).toContain('coder-0.5b on a server');
  });

  it.each([
    [{ answer: null, lastNumber: '7' }, /guess.*\n.*\nReliance: do not rely on this; there is no/],
    [{ finishReason: 'length' }, /Reliance: do not rely on this; the model was cut off/],
    [{ checks: [] }, /no equation that could be checked\.\nReliance: low/],
  ] as const)('is never surer than what is known: %j', (change, expected) => {
    expect(toolResultText(answerReport(change))).toMatch(expected);
  });
});

describe('toolFailure', () => {
  it('tells a calling model what to do, for every code', () => {
    for (const code of errorCodes) {
      const text = toolFailure({ code, message: 'It failed.', isRetryable: false });
      expect(text).toMatch(/^It failed\. (?:Answer|Do not call|Call) /);
    }
  });

  it('lets it try again only where that may help', () => {
    const failure = { code: 'engine-exited', message: 'It ended.' } as const;
    expect(toolFailure({ ...failure, isRetryable: true })).toContain('again once may help');
    expect(toolFailure({ ...failure, isRetryable: false })).not.toContain('may help');
  });
});

import { describe, expect, it } from 'vitest';
import { StreamedAnswer } from '../../../../src/host/native/streamedAnswer';
import { answerView } from '../answerViews';

describe('StreamedAnswer', () => {
  it('appends what each snapshot has more than the one before', () => {
    const pieces: string[] = [];
    const streamed = new StreamedAnswer((text) => pieces.push(text));
    for (const chain of ['', '6 * 7', '6 * 7', '6 * 7 = 42'])
      streamed.update(answerView({ chain }));
    streamed.end();
    expect(pieces).toEqual(['6 * 7', ' = 42']);
  });

  it('separates a second attempt from the first, which cannot be taken back', () => {
    let all = '';
    const streamed = new StreamedAnswer((text) => (all += text));
    streamed.update(answerView({ chain: 'short \\( x' }));
    streamed.update(answerView({ chain: '', failedAttempts: 1 }));
    streamed.update(answerView({ chain: 'full', failedAttempts: 1 }));
    streamed.end();
    expect(all).toBe('short $x\n\n---\n\nfull');
  });

  it('writes all that was not sure while chains vote, then the winner as a whole', () => {
    let all = '';
    const streamed = new StreamedAnswer((text) => (all += text));
    streamed.update(answerView({ chain: 'sho' }));
    // The last words come with the beginning of the vote.
    streamed.update(answerView({ state: 'checking', chain: 'short' }));
    streamed.update(answerView({ state: 'checking', chain: 'short' }));
    streamed.update(answerView({ state: 'done', chain: 'won', failedAttempts: 1 }));
    streamed.end();
    expect(all).toBe('short\n\n---\n\nwon');
  });

  it('writes nothing again where the answer that was not sure stays', () => {
    let all = '';
    const streamed = new StreamedAnswer((text) => (all += text));
    streamed.update(answerView({ state: 'checking', chain: 'short' }));
    streamed.update(answerView({ state: 'done', chain: 'short' }));
    streamed.end();
    expect(all).toBe('short');
  });

  it('says nothing of a first attempt that wrote nothing', () => {
    let all = '';
    const streamed = new StreamedAnswer((text) => (all += text));
    streamed.update(answerView({ chain: 'full', failedAttempts: 1 }));
    streamed.end();
    expect(all).toBe('full');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkdownTurn } from '../../../../src/core/conversation/conversationMarkdown';
import { conversationMarkdown } from '../../../../src/core/conversation/conversationMarkdown';

const words = {
  language: 'en',
  title: 'TokenSkip conversation',
  question: 'Question',
  answer: 'Answer',
  noAnswer: 'No answer',
  reasoning: 'Reasoning',
  tokens: 'tokens',
  ratio: 'Ratio',
  model: 'model',
  saved: 'saved',
};

const turn: MarkdownTurn = {
  question: 'What is 6 * 7?',
  answer: '42',
  remark: '',
  chain: '6 * 7 = 42',
  keepRatio: 0.5,
  tokens: 21,
  seconds: 1.25,
  model: 'coder-0.5b',
  saved: null,
  trust: [],
};

describe('conversationMarkdown', () => {
  it('writes numbers as the language does', () => {
    const long = { ...turn, tokens: 1234 };
    const saved = { kind: 'measured', tokens: -12, seconds: -0.5 } as const;
    const text = conversationMarkdown([{ ...long, saved }], { ...words, language: 'de' });
    expect(text).toContain('1.234 tokens · 1,3 s · saved −12 tokens');
  });

  it('writes question, answer, reasoning and cost', () => {
    expect(conversationMarkdown([turn], words)).toBe(`# TokenSkip conversation

## Question 1

What is 6 * 7?

**Answer:** $42$

<details>
<summary>Reasoning</summary>

6 * 7 = 42

</details>

*Ratio 0.5 · 21 tokens · 1.3 s · model \`coder-0.5b\`*
`);
  });

  it('says why there is no answer and leaves out what there is not', () => {
    const text = conversationMarkdown(
      [{ ...turn, answer: null, remark: 'Stopped.', chain: '', model: null }],
      words,
    );
    expect(text).toContain('**No answer**\n\nStopped.\n\n*Ratio 0.5');
    expect(text).not.toContain('details');
    expect(text).not.toContain('model');
  });

  it('says how far an answer can be relied on', () => {
    const trust = ['Not sure: likely wrong, about 3 in 10', '0 of 1 equations hold'];
    expect(conversationMarkdown([{ ...turn, trust }], words)).toContain(
      '*Not sure: likely wrong, about 3 in 10 · 0 of 1 equations hold · Ratio 0.5 · 21 tokens',
    );
  });

  it('marks an estimated saving with ≈ and a measured one not', () => {
    const interval = { low: 1, high: 2 };
    const estimated = {
      kind: 'estimated',
      tokens: 67.4,
      seconds: 2,
      tokensInterval: interval,
      secondsInterval: interval,
    } as const;
    expect(conversationMarkdown([{ ...turn, saved: estimated }], words)).toContain(
      'saved ≈ 67 tokens',
    );
    const measured = { kind: 'measured', tokens: -3, seconds: 0 } as const;
    expect(conversationMarkdown([{ ...turn, saved: measured }], words)).toContain(
      'saved −3 tokens',
    );
  });

  it('writes an answer with a dollar sign as code, and fences that hold it', () => {
    expect(conversationMarkdown([{ ...turn, answer: '$5' }], words)).toContain('**Answer:** `$5`');
    expect(conversationMarkdown([{ ...turn, answer: '$`5' }], words)).toContain('`` $`5 ``');
  });

  it('keeps comparisons and lets no text open or close HTML', () => {
    const tricky = { ...turn, question: 'Is 3 < 5?', chain: 'so </details><script>x</script>' };
    const text = conversationMarkdown([tricky], words);
    expect(text).toContain('Is 3 < 5?');
    fc.assert(
      fc.property(fc.stringMatching(/^[<>/a-z!? \n`$]{0,60}$/), (any) => {
        const document = conversationMarkdown([{ ...turn, question: any, chain: any }], words);
        const tags = document.match(/<[a-z/!?][^>]*>?/gi) ?? [];
        const own = ['<details>', '<summary>', '</summary>', '</details>'];
        expect(tags).toEqual(any.trim() === '' ? [] : own);
      }),
    );
    expect(text).not.toContain('<script>');
  });
});

import { describe, expect, it } from 'vitest';
import { qwen2Template } from '../../../src/core/prompt/familyTemplates';
import type { Judge } from '../../../src/pipeline/relevance';
import { relevanceOf } from '../../../src/pipeline/relevance';
import { scoreChain } from '../../../src/pipeline/scoredChain';
import { answerAwareScorer } from '../../../src/pipeline/scorers/answerAware';
import type { GenerateParams, GenerateResult } from '../../../src/protocol/childProtocol';
import { tinyTokenizer, wordSpans } from './tinyTokenizer';

/** Finds an answer as likely as the chain before it has words of a list. */
class WordCountingEngine {
  readonly requests: GenerateParams[] = [];
  readonly #weights: Readonly<Record<string, number>>;

  constructor(weights: Readonly<Record<string, number>>) {
    this.#weights = weights;
  }

  generate(params: GenerateParams): Promise<GenerateResult> {
    this.requests.push(params);
    const outputs = params.prompts.map((parts) => {
      const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
      const found = Object.entries(this.#weights).filter(([word]) => text.includes(word));
      const logProb = found.reduce((sum, [, weight]) => sum + weight, -20);
      return {
        ...{ text: '', tokenIds: new Int32Array(2), finishReason: 'stop' as const },
        ...{ promptTokens: 1, cachedTokens: 0, prefillMs: 0, decodeMs: 0, timeToFirstTokenMs: 0 },
        logProbabilities: Float32Array.of(logProb, 0.25),
      };
    });
    return Promise.resolve({ outputs, wallMs: 0 });
  }
}

const options = { batchSize: 3, signal: new AbortController().signal };
const text = 'So 12 apples, wherever they are.';

describe('relevanceOf', () => {
  it('is what the answer loses without a word, a number falling as one', async () => {
    const engine = new WordCountingEngine({ 12: 4, apples: 1.5, wherever: -0.5 });
    const judge: Judge = { engine, template: qwen2Template };
    const spans = wordSpans(text);
    const chain = { question: 'How many?', answer: '12', text, spans };
    const values = await relevanceOf(judge, chain, options);
    const of = (word: string): readonly number[] =>
      [...values].filter((_, index) => {
        const span = spans[index];
        return text.slice(span?.startOffset, span?.endOffset).trim() === word;
      });
    expect([...of('1'), ...of('2')]).toEqual([4, 4]);
    expect(of('apples')).toEqual([1.5]);
    expect(of('wherever')).toEqual([-0.5]);
    expect(of('they')).toEqual([0]);
    const [request] = engine.requests;
    expect(request?.forced?.[0]).toBe('12}');
    expect(request?.batchSize).toBe(3);
    expect(request?.prompts[0]?.at(-1)).toMatchObject({
      text: `assistant\n${text}\n\nThe final answer is: $\\boxed{`,
    });
  });

  it('measures without the sentence that ends in the box, which comes last', async () => {
    const engine = new WordCountingEngine({ apples: 2, wherever: -0.5, boxed: 9 });
    const whole = `${text} The answer is \\boxed{12}.`;
    const spans = wordSpans(whole);
    const chain = { question: 'How many?', answer: '12', text: whole, spans };
    const judge: Judge = { engine, template: qwen2Template };
    const values = await relevanceOf(judge, chain, options);
    const isLast = spans.map(({ endOffset }) => endOffset > text.length + 1);
    expect([...values].filter((_, index) => isLast[index])).toEqual(
      isLast.filter(Boolean).map(() => -0.5),
    );
    expect(Math.max(...values)).toBe(2);
    expect(engine.requests[0]?.prompts[0]?.at(-1)).toMatchObject({
      text: expect.stringContaining(text) as string,
    });
  });

  it('asks nothing about an empty chain', async () => {
    const engine = new WordCountingEngine({});
    const chain = { question: 'How many?', answer: '12', text: '', spans: [] };
    const judge: Judge = { engine, template: qwen2Template };
    expect(await relevanceOf(judge, chain, options)).toHaveLength(0);
    expect(engine.requests).toHaveLength(0);
  });
});

describe('answerAware', () => {
  it('ranks by relevance, and is refused without it or with that of other tokens', async () => {
    const tokenizer = await tinyTokenizer();
    const { spans } = tokenizer.tokenise(text);
    const relevance = spans.map((_, index) => (index * 7) % 5);
    const { scores } = await scoreChain({ text, relevance }, tokenizer, answerAwareScorer);
    expect([...scores]).toEqual(relevance);
    for (const record of [{ text }, { text, relevance: relevance.slice(1) }]) {
      const scored = scoreChain(record, tokenizer, answerAwareScorer);
      await expect(scored).rejects.toMatchObject({ code: 'invalid-argument' });
    }
  });
});

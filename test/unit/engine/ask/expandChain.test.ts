import { describe, expect, it } from 'vitest';
import type { PromptTurn } from '../../../../src/core/prompt/promptTemplate';
import { expandChain } from '../../../../src/engine/ask/expandChain';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

const short = {
  question: 'A box holds 9 pens. How many are in 2?',
  history: [] as readonly PromptTurn[],
  chain: '9 * 2 = 18.',
  answer: '18',
  maxNewTokens: 50,
};
const good = 'Two boxes hold 9 * 2 = 18 pens.\n\nThe final answer is: $\\boxed{18}$';
const withoutEquation = 'Two boxes hold eighteen pens.\n\nThe final answer is: $\\boxed{18}$';
const otherAnswer = 'So 9 * 2 = 18, and one falls out.\n\nThe final answer is: $\\boxed{17}$';

async function expand(engine: ScriptedEngine, change: Partial<typeof short> = {}) {
  const seen: string[] = [];
  const expanded = await expandChain(
    sessionOf(engine),
    { ...short, ...change },
    {
      signal: new AbortController().signal,
      onText: (source, text) => seen.push(`${source}: ${text}`),
    },
  );
  return { expanded, seen };
}

describe('expandChain', () => {
  it('gives the sentences that kept every equation and the answer, without the answer line', async () => {
    const engine = new ScriptedEngine(good);
    const { expanded, seen } = await expand(engine);
    expect(expanded).toEqual({ source: 'rewritten', text: 'Two boxes hold 9 * 2 = 18 pens.' });
    expect(seen.at(-1)).toBe('rewritten: Two boxes hold 9 * 2 = 18 pens.');
    expect(engine.asked[0]).toContain(short.chain);
    expect(engine.asked[0]).toContain(short.question);
  });

  it.each([
    ['an equation', withoutEquation, { equations: 1, answer: false }],
    ['the answer', otherAnswer, { equations: 0, answer: true }],
  ])('runs the full reasoning when %s is gone', async (_, rewritten, lost) => {
    const engine = new ScriptedEngine(rewritten, good);
    const { expanded, seen } = await expand(engine);
    if (expanded.source !== 'full') throw new Error(expanded.source);
    expect(expanded.losses.equations).toHaveLength(lost.equations);
    expect(expanded.losses.answer).toBe(lost.answer);
    expect(expanded.report).toMatchObject({ answer: '18', ratio: 1 });
    expect(engine.asked[1]).not.toContain('Notes:');
    expect(seen.at(-1)).toContain('full: Two boxes');
  });

  it('leaves a chain as it is when its question is not known', async () => {
    const engine = new ScriptedEngine(withoutEquation);
    const { expanded } = await expand(engine, { question: '' });
    expect(expanded.source).toBe('given');
    expect(engine.asked).toHaveLength(1);
  });

  it('takes what a question follows upon along, as far as the context has room', async () => {
    const turn = { question: 'How many pens?', answer: 'The final answer is: $\\boxed{9}$' };
    const long = { ...turn, question: 'pen '.repeat(2_000) };
    const engine = new ScriptedEngine(withoutEquation, good);
    const { expanded } = await expand(engine, { history: [long, turn] });
    expect(expanded.source).toBe('full');
    const [rewrite, full] = engine.asked;
    expect(rewrite).toContain('Earlier problem: How many pens?\nIts answer: 9\n');
    expect(full).toContain(`${turn.question}\nassistant`);
    expect(full).toContain(turn.answer);
    for (const text of engine.asked) expect(text).not.toContain('pen pen');
  });
});

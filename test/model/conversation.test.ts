import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatAnswerLine } from '../../src/core/answer/answerLine';
import type { PromptTurn } from '../../src/core/prompt/promptTemplate';
import { renderPrompt } from '../../src/core/prompt/promptTemplate';
import type { Question } from '../../src/engine/ask/askQuestion';
import { askQuestion } from '../../src/engine/ask/askQuestion';
import { fitHistory } from '../../src/engine/ask/fitHistory';
import type { ModelSession } from '../../src/engine/ask/modelSession';
import type { Engine } from '../../src/engine/engine';
import type { EmbeddedSession } from './support/embeddedSession';
import { openEmbeddedSession } from './support/embeddedSession';

const { signal } = new AbortController();

let base: EmbeddedSession;
let session: ModelSession;
let engine: Engine;

beforeAll(async () => {
  base = await openEmbeddedSession();
  ({ session } = base);
  ({ engine } = session);
});
afterAll(() => base.close());

function question(text: string, history: readonly PromptTurn[], keepRatio = 1): Question {
  return { text, keepRatio, history, maxNewTokens: 24, sampling: {} };
}

function turn(text: string, answer: string, keepRatio = 1): PromptTurn {
  return { question: text, answer: formatAnswerLine(answer), keepRatio };
}

describe('a conversation', () => {
  it('reads only what is new of a follow-up, at any ratio', async () => {
    const asked = 'A train travels 120 km in 2 hours. How fast does it go, in km per hour?';
    const first = await askQuestion(session, question(asked, [], 0.5), { signal });
    const one = [turn(asked, '60', 0.5)];
    const second = await askQuestion(session, question('and twice as fast?', one, 0.5), { signal });
    // All of the first prompt but where its end merges with what comes after it.
    expect(second.output.cachedTokens).toBeGreaterThanOrEqual(first.output.promptTokens - 2);
    const two = [...one, turn('and twice as fast?', '120', 0.5)];
    const third = await askQuestion(session, question('and in minutes?', two, 0.7), { signal });
    expect(third.output.cachedTokens).toBeGreaterThan(second.output.cachedTokens);
    expect(third.output.promptTokens).toBeGreaterThan(second.output.promptTokens);
  });

  it('reasons in a follow-up, though the turns it sees have answers only', async () => {
    const history = [
      turn('A train travels 120 km in 2 hours. How fast does it go, in km per hour?', '60'),
    ];
    const { split } = await askQuestion(session, question('and if twice as fast?', history), {
      signal,
    });
    expect(split.form).toBe('none');
    expect(split.chain.length).toBeGreaterThan(40);
  });

  it('keeps the newest turns that a small context holds', async () => {
    const history = Array.from({ length: 12 }, (_, index) =>
      turn(`What is ${index} plus ${index}?`, String(index * 2)),
    );
    const request = { question: 'and one more?', keepRatio: 1, history };
    expect(await fitHistory(session, request, 100, signal)).toEqual({ history, leftCount: 0 });

    const small = { ...session, loaded: { ...session.loaded, contextLength: 400 } };
    const fitted = await fitHistory(small, request, 100, signal);
    expect(fitted.leftCount).toBeGreaterThan(0);
    expect(fitted.leftCount).toBeLessThan(12);
    expect(fitted.history).toEqual(history.slice(fitted.leftCount));
    const { output } = await askQuestion(
      session,
      { ...question('and one more?', fitted.history), maxNewTokens: 1 },
      { signal },
    );
    expect(output.promptTokens + 100).toBeLessThanOrEqual(400);
  });

  it('counts a turn to the token', async () => {
    const history = [turn('What is 1 plus 1?', '2'), turn('and 2 plus 2?', '4')];
    const { prompt } = session.manifest;
    const run = async (turns: readonly PromptTurn[]): Promise<number> => {
      const prompts = [renderPrompt(prompt, { question: 'and 3 plus 3?', history: turns })];
      const { outputs } = await engine.generate({ prompts, maxNewTokens: 1 });
      return outputs[0]?.promptTokens ?? 0;
    };
    const [none, both] = [await run([]), await run(history)];
    const request = { question: 'and 3 plus 3?', keepRatio: 1, history };
    const fits = async (contextLength: number): Promise<number> => {
      const small = { ...session, loaded: { ...session.loaded, contextLength } };
      return (await fitHistory(small, request, 1, signal)).leftCount;
    };
    expect(both).toBeGreaterThan(none);
    expect(await fits(both + 1)).toBe(0);
    expect(await fits(both)).toBeGreaterThan(0);
  });
});

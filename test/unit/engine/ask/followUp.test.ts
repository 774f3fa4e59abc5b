import { describe, expect, it } from 'vitest';
import { stepByStep } from '../../../../src/core/conversation/followUpOpening';
import type { PromptTurn } from '../../../../src/core/prompt/promptTemplate';
import { askByVote } from '../../../../src/engine/ask/askByVote';
import { askQuestion } from '../../../../src/engine/ask/askQuestion';
import { sampleManifest } from '../../cli/sampleManifest';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

const { prompt } = sampleManifest();
const { signal } = new AbortController();
const earlier = [{ question: 'What is 913 mod 11?', answer: 'The final answer is: $\\boxed{0}$' }];

/** The prompts of a question and of a vote on it. */
async function asked(followUpOpening: string, history: readonly PromptTurn[]): Promise<string[]> {
  const engine = new ScriptedEngine('So \\boxed{3}', 'So \\boxed{3}', 'So \\boxed{3}');
  const session = sessionOf(engine, { prompt: { ...prompt, followUpOpening } });
  const question = { text: 'And 10 instead of 11?', keepRatio: 1, maxNewTokens: 100, history };
  await askQuestion(session, { ...question, sampling: {} }, { signal });
  await askByVote(session, { ...question, chainCount: 2, seed: 0 }, { signal });
  return engine.asked;
}

describe('a follow-up', () => {
  it('begins as the model’s template says, in a vote too', async () => {
    for (const opening of [stepByStep, 'Well, ']) {
      for (const text of await asked(opening, earlier)) {
        expect(text.endsWith(`assistant\n${opening}`)).toBe(true);
      }
    }
  });

  it('begins with nothing for a model that was trained on conversations', async () => {
    for (const text of await asked('', earlier)) expect(text.endsWith('assistant\n')).toBe(true);
  });

  it('is no first question: that begins with nothing', async () => {
    const texts = await asked(stepByStep, []);
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(text.endsWith('assistant\n')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { selfInformationScorer } from '../../../../src/pipeline/scorers/selfInformation';
import { tieredScorer } from '../../../../src/core/pruning/scorers/tiered';
import { scoreChain } from '../../../../src/pipeline/scoredChain';
import { tinyTokenizer } from '../tinyTokenizer';

const tokenizer = await tinyTokenizer();
const text = 'She has 3 + 4 = 7 eggs.\n\nThe final answer is: $\\boxed{7}$';
const { spans } = tokenizer.tokenise('She has 3 + 4 = 7 eggs.');
const surprise = spans.map((_, index) => (index * 7) % 5);

describe('self-information', () => {
  it('ranks by what the model did not expect', async () => {
    const { scores } = await scoreChain({ text, surprise }, tokenizer, selfInformationScorer);
    expect(Array.from(scores)).toEqual(surprise);
  });

  it('is refused without numbers, and with those of other tokens', async () => {
    const invalid = { code: 'invalid-argument' };
    await expect(scoreChain({ text }, tokenizer, selfInformationScorer)).rejects.toMatchObject(
      invalid,
    );
    const short = surprise.slice(1);
    for (const scorer of [selfInformationScorer, tieredScorer]) {
      const scored = scoreChain({ text, surprise: short }, tokenizer, scorer);
      await expect(scored).rejects.toMatchObject(invalid);
    }
  });

  it('moves tokens inside their tier only, where tiers rank', async () => {
    const plain = (await scoreChain({ text }, tokenizer, tieredScorer)).scores;
    const moved = (await scoreChain({ text, surprise }, tokenizer, tieredScorer)).scores;
    for (const [index, score] of moved.entries()) {
      expect(score - (plain[index] ?? NaN)).toBeGreaterThanOrEqual(0);
      expect(score - (plain[index] ?? NaN)).toBeLessThan(0.05);
    }
  });
});

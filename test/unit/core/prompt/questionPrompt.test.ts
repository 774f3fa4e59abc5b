import { describe, expect, it } from 'vitest';
import { qwen2Template } from '../../../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../../../src/core/prompt/promptTemplate';
import { questionPrompt } from '../../../../src/core/prompt/questionPrompt';
import { rawPrompt } from '../../../../src/core/prompt/rawPrompt';

const trained = { prompt: qwen2Template, trainedRatios: [1, 0.5] };
const untrained = { prompt: qwen2Template, trainedRatios: [] };
const history = [{ question: 'And before?', answer: '7', keepRatio: 0.5 }];

describe('questionPrompt', () => {
  it('marks the ratio for a model that was trained for it', () => {
    const request = { question: 'What now?', keepRatio: 0.5, history };
    expect(questionPrompt(trained, request)).toEqual(renderPrompt(qwen2Template, request));
  });

  it('asks any other model in words, in earlier turns too, and without a marker', () => {
    const text = rawPrompt(
      questionPrompt(untrained, { question: 'What now?', keepRatio: 0.7, history }),
    );
    expect(text).toContain(
      'And before?\nPlease reduce 50% of the words in your Chain-of-Thought process.<|im_end|>',
    );
    expect(text).toContain(
      'What now?\nPlease reduce 30% of the words in your Chain-of-Thought process.<|im_end|>',
    );
    expect(text).not.toContain('eot_id');
  });

  it('says nothing at the full ratio', () => {
    const request = { question: 'What now?', keepRatio: 1 };
    expect(questionPrompt(untrained, request)).toEqual(renderPrompt(qwen2Template, request));
    expect(questionPrompt(untrained, { question: 'What now?' })).toEqual(
      renderPrompt(qwen2Template, request),
    );
  });
});

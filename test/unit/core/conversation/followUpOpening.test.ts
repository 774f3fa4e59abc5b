import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { followUpOpening, stepByStep } from '../../../../src/core/conversation/followUpOpening';
import {
  chatTemplate,
  llama3Template,
  qwen2Template,
  smollmTemplate,
} from '../../../../src/core/prompt/familyTemplates';
import { isPromptTemplate } from '../../../../src/core/prompt/isPromptTemplate';
import type { PromptTemplate } from '../../../../src/core/prompt/promptTemplate';

const history = [{ question: 'What is 913 mod 11?', answer: 'The final answer is: 0' }];
/** As manifests were written before. */
const silent: PromptTemplate = omit(qwen2Template);

function omit(template: PromptTemplate): PromptTemplate {
  const copy: Partial<Record<keyof PromptTemplate, unknown>> = { ...template };
  delete copy.followUpOpening;
  if (!isPromptTemplate(copy)) throw new Error('no prompt template');
  return copy;
}

async function recipeTemplate(name: string): Promise<PromptTemplate> {
  const file = new URL(`../../../../models/recipe/prompts/${name}.json`, import.meta.url);
  const template: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isPromptTemplate(template)) throw new Error(`${name} is no prompt template`);
  return template;
}

describe('followUpOpening', () => {
  it('begins a first question with nothing', () => {
    expect(followUpOpening({ prompt: qwen2Template, trainedRatios: [] }, [])).toBe('');
  });

  it.each([[[]], [[1, 0.5]]])('takes what the template says, trained for %j', (trainedRatios) => {
    const prompt = { ...silent, followUpOpening: 'Well, ' };
    expect(followUpOpening({ prompt, trainedRatios }, history)).toBe('Well, ');
    const none = { ...silent, followUpOpening: '' };
    expect(followUpOpening({ prompt: none, trainedRatios }, history)).toBe('');
  });

  it('begins step by step where the template says nothing, unless the model was trained', () => {
    expect(followUpOpening({ prompt: silent, trainedRatios: [] }, history)).toBe(stepByStep);
    expect(followUpOpening({ prompt: silent, trainedRatios: [1, 0.5] }, history)).toBe('');
  });

  it.each(Object.entries({ chatTemplate, llama3Template, qwen2Template, smollmTemplate }))(
    'has %s begin step by step',
    (_name, prompt) => {
      expect(followUpOpening({ prompt, trainedRatios: [1, 0.5] }, history)).toBe(stepByStep);
    },
  );

  it.each(['llama3.1', 'llama3.1-paper', 'qwen2.5', 'qwen2.5-paper'])(
    'has the prompt %s of the recipe begin step by step',
    async (name) => {
      expect((await recipeTemplate(name)).followUpOpening).toBe(stepByStep);
    },
  );

  it('leaves a model that the recipe trains on conversations its own beginning', async () => {
    const prompt = await recipeTemplate('qwen2.5-coder');
    expect(followUpOpening({ prompt, trainedRatios: [1, 0.5] }, history)).toBe('');
  });
});

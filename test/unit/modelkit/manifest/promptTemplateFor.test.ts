import { describe, expect, it } from 'vitest';
import {
  llama3Template,
  qwen2Template,
  smollmTemplate,
} from '../../../../src/core/prompt/familyTemplates';
import type { PromptTemplate } from '../../../../src/core/prompt/promptTemplate';
import { promptTemplateFor } from '../../../../src/modelkit/manifest/promptTemplateFor';
import { tokenNames } from '../../../../src/modelkit/manifest/tokenNames';
import type { Architecture } from '../../../../src/modelkit/source/modelConfig';

const headers = ['<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>'];
const chatMl = ['<|im_start|>', '<|im_end|>'];

/** The template of a model with these control tokens, of which one begins and one ends a text. */
function templateOf(
  architecture: Architecture,
  names: readonly string[],
  begin: string,
  end: string,
): PromptTemplate {
  const added = names.map((content, id) => ({ id, content }));
  const config = {
    architecture,
    bosTokenId: names.indexOf(begin),
    eosTokenIds: [names.indexOf(end)],
  };
  return promptTemplateFor(config, tokenNames({ added_tokens: added }));
}

function namedTokens({ system = [], ...template }: PromptTemplate): readonly string[] {
  const { user, assistantStart, assistantEnd, marker, noMarker } = template;
  return [system, user, assistantStart, assistantEnd, marker, noMarker]
    .flat()
    .flatMap((part) => (typeof part === 'string' ? [] : [part.token]));
}

describe('promptTemplateFor', () => {
  it('is the family’s for the models that it was made for', () => {
    const llama = ['<|begin_of_text|>', '<|end_of_text|>', ...headers];
    expect(templateOf('llama', llama, '<|begin_of_text|>', '<|eot_id|>')).toEqual(llama3Template);
    const qwen = ['<|endoftext|>', ...chatMl];
    expect(templateOf('qwen2', qwen, '<|endoftext|>', '<|im_end|>')).toEqual(qwen2Template);
    const smollm = [...qwen, '<repo_name>'];
    expect(templateOf('llama', smollm, '<|im_start|>', '<|im_end|>')).toEqual(smollmTemplate);
  });

  it('asks a fine-tune of LLaMA-3 in ChatML where that ends its turns, and calls it nobody’s', () => {
    const names = ['<|begin_of_text|>', '<|end_of_text|>', ...headers, ...chatMl];
    const template = templateOf('llama', names, '<|begin_of_text|>', '<|im_end|>');
    expect(template).toEqual({
      ...qwen2Template,
      system: [{ token: '<|begin_of_text|>' }, ...(qwen2Template.system ?? [])],
      stopTokens: ['<|im_end|>'],
    });
  });

  it('names no token that the vocabulary lacks, and begins with the one that it has', () => {
    const begin = '<｜begin▁of▁sentence｜>';
    const end = '<｜end▁of▁sentence｜>';
    const names = [begin, end, ...headers];
    const template = templateOf('llama', names, begin, end);
    expect(template.system).toEqual([{ token: begin }]);
    expect(template.stopTokens).toEqual([end]);
    for (const token of namedTokens(template)) expect(names).toContain(token);
  });

  it('puts no token in front that ends a text', () => {
    const template = templateOf('llama', ['<|endoftext|>'], '<|endoftext|>', '<|endoftext|>');
    expect(template.system).toBeUndefined();
  });
});

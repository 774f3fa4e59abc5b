import { stepByStep } from '../../core/conversation/followUpOpening';
import { llama3Template, qwen2Template, smollmTemplate } from '../../core/prompt/familyTemplates';
import type { PromptTemplate } from '../../core/prompt/promptTemplate';
import type { ModelConfig } from '../source/modelConfig';
import type { TokenNames } from './tokenNames';

const instruction = 'Please reason step by step, and put your final answer within \\boxed{}.\n';

const headers = ['<|begin_of_text|>', '<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>'];
const imEnd = '<|im_end|>';
const chatMl = ['<|im_start|>', imEnd];

type TemplateConfig = Pick<ModelConfig, 'architecture' | 'bosTokenId' | 'eosTokenIds'>;

/**
 * The prompt template for a model whose manifest is being made, told by the control tokens that its
 * vocabulary has: ChatML (Qwen2.5, SmolLM2, fine-tunes of LLaMA-3 that end their turns with it),
 * LLaMA-3's headers, or, for a model without either, the bare question with the ratio marker as text.
 * Every token that it names is in the vocabulary.
 */
export function promptTemplateFor(config: TemplateConfig, tokens: TokenNames): PromptTemplate {
  const ends = config.eosTokenIds.map((id) => tokens.controlName(id));
  const hasAll = (names: readonly string[]): boolean =>
    names.every((name) => tokens.isControl(name));
  const isChatMl = hasAll(chatMl);
  if (hasAll(headers) && !(isChatMl && ends.includes(imEnd))) {
    return withKnownStops(llama3Template, tokens);
  }
  if (isChatMl) return withKnownStops(chatMlTemplate(config, tokens), tokens);
  const begin = beginOf(config, tokens);
  return {
    ...(begin.length === 0 ? {} : { system: begin }),
    user: [`${instruction}{question}{marker}\n\n`],
    assistantStart: [],
    assistantEnd: ['{answer}\n\n'],
    marker: ['<|eot_id|>{ratio}<|eot_id|>'],
    noMarker: [],
    followUpOpening: stepByStep,
    stopTokens: [ends[0] ?? '</s>'],
  };
}

/** SmolLM2 is told by a token that it has from the code it was trained on. */
function chatMlTemplate(config: TemplateConfig, tokens: TokenNames): PromptTemplate {
  if (config.architecture === 'qwen2') return qwen2Template;
  if (tokens.isControl('<repo_name>')) return smollmTemplate;
  return {
    ...qwen2Template,
    system: [...beginOf(config, tokens), ...(qwen2Template.system ?? [])],
  };
}

/** The begin token, where the model has one that neither opens turns nor ends them. */
function beginOf(
  { bosTokenId, eosTokenIds }: TemplateConfig,
  tokens: TokenNames,
): NonNullable<PromptTemplate['system']> {
  if (bosTokenId === undefined || eosTokenIds.includes(bosTokenId)) return [];
  const token = tokens.controlName(bosTokenId);
  return token === undefined || chatMl.includes(token) ? [] : [{ token }];
}

/** A stop token that the vocabulary lacks could never be met; a trimmed one may lack some. */
function withKnownStops(template: PromptTemplate, tokens: TokenNames): PromptTemplate {
  return { ...template, stopTokens: template.stopTokens.filter((name) => tokens.isControl(name)) };
}

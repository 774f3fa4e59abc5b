import { stepByStep } from '../../core/conversation/followUpOpening';
import { llama3Template, qwen2Template, smollmTemplate } from '../../core/prompt/familyTemplates';
import type { PromptTemplate } from '../../core/prompt/promptTemplate';
import type { Architecture } from '../source/modelConfig';
import type { TokenNames } from './tokenNames';

const instruction = 'Please reason step by step, and put your final answer within \\boxed{}.\n';

/**
 * The prompt template for a model whose manifest is being made, told by the control tokens that its
 * vocabulary has: ChatML (Qwen2.5, SmolLM2), LLaMA-3's headers, or, for a model without either, the
 * bare question with the ratio marker as text.
 *
 * @param endToken name of the token that ends a text, for the last case
 */
export function promptTemplateFor(
  architecture: Architecture,
  tokens: TokenNames,
  endToken: string | undefined,
): PromptTemplate {
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => tokens.isControl(name));
  if (has('<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>')) {
    return withKnownStops(llama3Template, tokens);
  }
  if (has('<|im_start|>', '<|im_end|>')) {
    return withKnownStops(architecture === 'qwen2' ? qwen2Template : smollmTemplate, tokens);
  }
  return {
    user: [`${instruction}{question}{marker}\n\n`],
    assistantStart: [],
    assistantEnd: ['{answer}\n\n'],
    marker: ['<|eot_id|>{ratio}<|eot_id|>'],
    noMarker: [],
    followUpOpening: stepByStep,
    stopTokens: [endToken ?? '</s>'],
  };
}

/** A stop token that the vocabulary lacks could never be met; a trimmed one may lack some. */
function withKnownStops(template: PromptTemplate, tokens: TokenNames): PromptTemplate {
  return { ...template, stopTokens: template.stopTokens.filter((name) => tokens.isControl(name)) };
}

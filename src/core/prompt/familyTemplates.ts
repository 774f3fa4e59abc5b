import { stepByStep } from '../conversation/followUpOpening';
import { roleToken } from './chatMessages';
import type { PromptTemplate } from './promptTemplate';

/**
 * Templates of the known families. The converter copies one into a model's manifest; only models on
 * a server, which have no manifest, are asked with these.
 *
 * Source: hemingkx/TokenSkip@ef02f53:evaluation.py#infer, lines 45 to 60; chat templates in the
 * GGUF metadata of Qwen2.5-Coder-0.5B-Instruct and SmolLM2-135M-Instruct.
 */
const instruction = 'Please reason step by step, and put your final answer within \\boxed{}.\n';

const imStart = { token: '<|im_start|>' } as const;
const imEnd = { token: '<|im_end|>' } as const;

/** ChatML turns. The ratio marker is ordinary text here, as the published adapters saw it. */
function chatMl(systemText: string): PromptTemplate {
  return {
    system: [imStart, `system\n${systemText}`, imEnd, '\n'],
    user: [imStart, `user\n${instruction}{question}{marker}`, imEnd, '\n'],
    assistantStart: [imStart, 'assistant\n'],
    assistantEnd: ['{answer}', imEnd, '\n'],
    marker: ['<|eot_id|>{ratio}<|eot_id|>'],
    noMarker: [],
    followUpOpening: stepByStep,
    stopTokens: ['<|im_end|>', '<|endoftext|>'],
  };
}

/**
 * Qwen2.5, as TokenSkip asks it. `<|eot_id|>` is not in its vocabulary: a text part, so that it
 * splits into ordinary pieces.
 */
export const qwen2Template: PromptTemplate = chatMl('You are a helpful assistant.');

/** SmolLM2: ChatML with the system text of its own chat template. No adapters are published for it. */
export const smollmTemplate: PromptTemplate = chatMl(
  'You are a helpful AI assistant named SmolLM, trained by Hugging Face',
);

const eotId = { token: '<|eot_id|>' } as const;
const headerStart = { token: '<|start_header_id|>' } as const;
const headerEnd = { token: '<|end_header_id|>' } as const;

/**
 * LLaMA-3, as TokenSkip asks it: no system turn, and the end token is a real one that closes the
 * user's turn together with the marker.
 */
export const llama3Template: PromptTemplate = {
  system: [{ token: '<|begin_of_text|>' }],
  user: [headerStart, 'user', headerEnd, `\n\n${instruction}{question}{marker}`],
  assistantStart: [headerStart, 'assistant', headerEnd, '\n\n'],
  assistantEnd: ['{answer}', eotId],
  marker: ['\n', eotId, '{ratio}', eotId, eotId],
  noMarker: ['\n', eotId],
  followUpOpening: stepByStep,
  stopTokens: ['<|eot_id|>', '<|end_of_text|>'],
};

/**
 * For a server that puts turns into the model's own template. The marker is the text that the
 * published Qwen adapters saw; with Qwen's template the prompt becomes that of {@link qwen2Template}.
 */
export const chatTemplate: PromptTemplate = {
  system: [roleToken('system'), 'You are a helpful assistant.'],
  user: [roleToken('user'), `${instruction}{question}{marker}`],
  assistantStart: [roleToken('assistant')],
  assistantEnd: ['{answer}'],
  marker: ['<|eot_id|>{ratio}<|eot_id|>'],
  noMarker: [],
  followUpOpening: stepByStep,
  stopTokens: [],
};

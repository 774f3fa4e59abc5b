import {
  chatTemplate,
  llama3Template,
  qwen2Template,
  smollmTemplate,
} from '../../core/prompt/familyTemplates';
import type { PromptTemplate } from '../../core/prompt/promptTemplate';
import { trainedRatios } from '../../core/ratio';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { RemoteModelInfo } from '../../protocol/remote/modelList';
import type { RemoteApi } from './remoteApi';

/** Families by what their names hold. */
const families: readonly (readonly [RegExp, PromptTemplate])[] = [
  [/qwen|qwq/i, qwen2Template],
  [/llama-?3/i, llama3Template],
  [/smollm/i, smollmTemplate],
];

/**
 * What is known of a model on a server: the prompt by the family in its name, and the ratios: a name
 * with «tokenskip» in it (as of the published adapters) says that it was trained for them. No
 * calibration is known, so no saving is ever estimated for it.
 */
export function remoteModel(info: RemoteModelInfo, api: RemoteApi): ModelDescription {
  const { name } = info;
  const known = families.find(([pattern]) => pattern.test(name))?.[1];
  const isChat =
    api === 'chat' || (api === 'auto' && (info.alwaysTemplates || known === undefined));
  const prompt = isChat ? chatTemplate : (known ?? qwen2Template);
  // The marker of LLaMA-3 is made of control tokens, which a chat does not let through.
  const isTrained = /tokenskip/i.test(name) && !(isChat && known === llama3Template);
  return { id: name, name, prompt, trainedRatios: isTrained ? trainedRatios : [] };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTokenizerJson } from '../../../../src/protocol/readTokenizerJson';
import { openModel } from '../../../../src/modelkit/source/openModel';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import type { FieldSpec, TensorSpec } from '../source/tinyGguf';
import { buildGguf } from '../source/tinyGguf';

const layerParts: Readonly<Record<string, string>> = {
  input_layernorm: 'attn_norm',
  'self_attn.q_proj': 'attn_q',
  'self_attn.k_proj': 'attn_k',
  'self_attn.v_proj': 'attn_v',
  'self_attn.o_proj': 'attn_output',
  post_attention_layernorm: 'ffn_norm',
  'mlp.gate_proj': 'ffn_gate',
  'mlp.up_proj': 'ffn_up',
  'mlp.down_proj': 'ffn_down',
};

function ggufName(name: string): string {
  if (name === 'model.embed_tokens.weight') return 'token_embd.weight';
  if (name === 'model.norm.weight') return 'output_norm.weight';
  const match = /^model\.layers\.(\d+)\.(.+)\.(weight|bias)$/.exec(name);
  const [, layer = '', part = '', kind = ''] = match ?? [];
  return `blk.${layer}.${layerParts[part] ?? ''}.${kind}`;
}

/** The bytes of a GGUF file in F32 with the weights and the tokenizer of a Qwen2 folder. */
export async function ggufOf(
  folder: string,
  { name = 'Tiny', licence = 'apache-2.0' } = {},
): Promise<Uint8Array> {
  const { tensors: source } = await openModel(folder);
  const { config } = source;
  const tensors: TensorSpec[] = [];
  for (const tensor of source.names) {
    const values = await readTensor(source, tensor);
    const { shape } = source.info(tensor);
    tensors.push({ name: ggufName(tensor), shape, bytes: new Uint8Array(values.buffer) });
  }
  await source.close();
  const json: unknown = JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8'));
  const spec = readTokenizerJson(json);
  const texts: string[] = [];
  for (const [token, id] of spec.vocabulary) texts[id] = token;
  for (const { id, content } of spec.addedTokens) texts[id] = content;
  const added = new Set(spec.addedTokens.map(({ id }) => id));
  const fields: readonly FieldSpec[] = [
    { key: 'general.architecture', text: 'qwen2' },
    { key: 'general.name', text: name },
    { key: 'general.license', text: licence },
    { key: 'qwen2.block_count', uint32: config.layerCount },
    { key: 'qwen2.embedding_length', uint32: config.hiddenSize },
    { key: 'qwen2.feed_forward_length', uint32: config.intermediateSize },
    { key: 'qwen2.attention.head_count', uint32: config.headCount },
    { key: 'qwen2.attention.head_count_kv', uint32: config.kvHeadCount },
    { key: 'qwen2.attention.layer_norm_rms_epsilon', float32: config.rmsNormEps },
    { key: 'qwen2.context_length', uint32: config.contextLength },
    { key: 'qwen2.rope.freq_base', float32: config.ropeTheta },
    { key: 'tokenizer.ggml.model', text: 'gpt2' },
    { key: 'tokenizer.ggml.pre', text: 'qwen2' },
    { key: 'tokenizer.ggml.tokens', texts },
    { key: 'tokenizer.ggml.token_type', int32s: texts.map((_, id) => (added.has(id) ? 3 : 1)) },
    { key: 'tokenizer.ggml.merges', texts: spec.merges },
    { key: 'tokenizer.ggml.bos_token_id', uint32: config.bosTokenId ?? 0 },
    { key: 'tokenizer.ggml.eos_token_id', uint32: config.eosTokenIds[0] ?? 0 },
  ];
  return buildGguf({ fields, tensors });
}

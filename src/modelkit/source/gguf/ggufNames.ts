const layerParts: ReadonlyMap<string, string> = new Map([
  ['attn_norm', 'input_layernorm'],
  ['attn_q', 'self_attn.q_proj'],
  ['attn_k', 'self_attn.k_proj'],
  ['attn_v', 'self_attn.v_proj'],
  ['attn_output', 'self_attn.o_proj'],
  ['ffn_norm', 'post_attention_layernorm'],
  ['ffn_gate', 'mlp.gate_proj'],
  ['ffn_up', 'mlp.up_proj'],
  ['ffn_down', 'mlp.down_proj'],
]);

const otherNames: ReadonlyMap<string, string> = new Map([
  ['token_embd.weight', 'model.embed_tokens.weight'],
  ['output_norm.weight', 'model.norm.weight'],
  ['output.weight', 'lm_head.weight'],
]);

/**
 * The Hugging Face name of a GGUF tensor (`blk.3.attn_q.weight` -> `model.layers.3.self_attn.q_proj.weight`),
 * or undefined for a name that neither Llama nor Qwen2 has.
 *
 * Source: ggml-org/llama.cpp gguf-py gguf/tensor_mapping.py
 */
export function huggingFaceName(name: string): string | undefined {
  const other = otherNames.get(name);
  if (other !== undefined) return other;
  const match = /^blk\.(0|[1-9]\d{0,4})\.([a-z_]+)\.(weight|bias)$/.exec(name);
  const part = match?.[2] === undefined ? undefined : layerParts.get(match[2]);
  if (match?.[1] === undefined || match[3] === undefined || part === undefined) return undefined;
  return `model.layers.${match[1]}.${part}.${match[3]}`;
}

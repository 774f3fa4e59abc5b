// A repository of the hub with the shape of a real model and an adapter for it, on next to no disk:
// the weights are holes, which read as zeros.
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const shardCount = 4;

/** Writes config.json, tokenizer files and sharded bfloat16 weights into `folder`. */
export async function writeSparseRepository(folder, shape, { tokens, merges }) {
  await mkdir(folder, { recursive: true });
  const end = tokens.length - 1;
  const json = {
    'config.json': {
      model_type: 'qwen2',
      architectures: ['Qwen2ForCausalLM'],
      hidden_size: shape.hidden,
      num_hidden_layers: shape.layers,
      num_attention_heads: shape.heads,
      num_key_value_heads: shape.keyValueHeads,
      intermediate_size: shape.feedForward,
      vocab_size: tokens.length,
      max_position_embeddings: 32_768,
      rms_norm_eps: 1e-6,
      rope_theta: 1e6,
      tie_word_embeddings: false,
      eos_token_id: end,
    },
    'tokenizer.json': {
      added_tokens: [{ id: end, content: tokens[end], special: true }],
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
      decoder: { type: 'ByteLevel' },
      model: {
        type: 'BPE',
        vocab: Object.fromEntries(tokens.slice(0, end).map((token, id) => [token, id])),
        merges,
      },
    },
    'tokenizer_config.json': { tokenizer_class: 'Qwen2Tokenizer' },
  };
  for (const [name, content] of Object.entries(json))
    await writeFile(join(folder, name), JSON.stringify(content));
  const list = tensors(shape, tokens.length);
  const weightMap = {};
  for (let shard = 0; shard < shardCount; shard += 1) {
    const file = `model-0000${shard + 1}-of-0000${shardCount}.safetensors`;
    const own = list.filter((_, index) => index % shardCount === shard);
    for (const [name] of own) weightMap[name] = file;
    await writeSparse(join(folder, file), own, { dtype: 'BF16', bytes: 2 });
  }
  await writeFile(
    join(folder, 'model.safetensors.index.json'),
    JSON.stringify({ weight_map: weightMap }),
  );
}

/** Writes a PEFT adapter of rank 8 on all linear layers of that shape. */
export async function writeSparseAdapter(folder, shape) {
  const rank = 8;
  await mkdir(folder, { recursive: true });
  const config = { peft_type: 'LORA', r: rank, lora_alpha: 16 };
  await writeFile(join(folder, 'adapter_config.json'), JSON.stringify(config));
  const factors = tensors(shape, 1)
    .filter(([name]) => name.endsWith('_proj.weight'))
    .flatMap(([name, [rows, columns]]) => {
      const module = `base_model.model.${name.replace(/\.weight$/, '')}`;
      return [
        [`${module}.lora_A.weight`, [rank, columns]],
        [`${module}.lora_B.weight`, [rows, rank]],
      ];
    });
  await writeSparse(join(folder, 'adapter_model.safetensors'), factors, { dtype: 'F32', bytes: 4 });
}

/** Name and shape of every tensor of an untied Qwen2. */
function tensors({ hidden, heads, keyValueHeads, feedForward, layers }, vocabulary) {
  const keys = (hidden / heads) * keyValueHeads;
  const list = [
    ['model.embed_tokens.weight', [vocabulary, hidden]],
    ['lm_head.weight', [vocabulary, hidden]],
    ['model.norm.weight', [hidden]],
  ];
  for (let layer = 0; layer < layers; layer += 1) {
    const parts = {
      'input_layernorm.weight': [hidden],
      'self_attn.q_proj.weight': [hidden, hidden],
      'self_attn.q_proj.bias': [hidden],
      'self_attn.k_proj.weight': [keys, hidden],
      'self_attn.k_proj.bias': [keys],
      'self_attn.v_proj.weight': [keys, hidden],
      'self_attn.v_proj.bias': [keys],
      'self_attn.o_proj.weight': [hidden, hidden],
      'post_attention_layernorm.weight': [hidden],
      'mlp.gate_proj.weight': [feedForward, hidden],
      'mlp.up_proj.weight': [feedForward, hidden],
      'mlp.down_proj.weight': [hidden, feedForward],
    };
    for (const [name, dims] of Object.entries(parts))
      list.push([`model.layers.${layer}.${name}`, dims]);
  }
  return list;
}

async function writeSparse(path, list, { dtype, bytes }) {
  let offset = 0;
  const entries = list.map(([name, shape]) => {
    const start = offset;
    offset += shape.reduce((product, size) => product * size, bytes);
    return [name, { dtype, shape, data_offsets: [start, offset] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.from(BigUint64Array.of(BigInt(header.length)).buffer);
  const file = await open(path, 'w');
  await file.write(Buffer.concat([length, header]));
  await file.truncate(8 + header.length + offset);
  await file.close();
}

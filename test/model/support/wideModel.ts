import { copyFile, mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createRng } from '../../../src/core/sampling/rng';

const sizes = { hidden: 1024, vocabulary: 151_936, heads: 16, kvHeads: 2, headDim: 64, ffn: 64 };

/** Rows of the embedding written at once. */
const rowsPerPiece = 8192;

/**
 * Writes a random Qwen2 of one layer with the vocabulary of the large models as a Hugging Face
 * folder: its tied embedding alone is larger than many devices can bind. The tokenizer is the tiny
 * model's; nobody asks it for text.
 */
export async function writeWideModel(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const config = {
    architectures: ['Qwen2ForCausalLM'],
    model_type: 'qwen2',
    hidden_act: 'silu',
    hidden_size: sizes.hidden,
    intermediate_size: sizes.ffn,
    num_hidden_layers: 1,
    num_attention_heads: sizes.heads,
    num_key_value_heads: sizes.kvHeads,
    vocab_size: sizes.vocabulary,
    max_position_embeddings: 512,
    rms_norm_eps: 1e-6,
    rope_theta: 10_000,
    tie_word_embeddings: true,
    eos_token_id: 511,
  };
  await writeFile(path.join(directory, 'config.json'), JSON.stringify(config));
  const tiny = path.join(import.meta.dirname, '..', 'tiny', 'qwen2');
  for (const name of ['tokenizer.json', 'tokenizer_config.json']) {
    await copyFile(path.join(tiny, name), path.join(directory, name));
  }
  await writeSafetensors(path.join(directory, 'model.safetensors'));
}

async function writeSafetensors(file: string): Promise<void> {
  const shapes = tensorShapes();
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, shape] of shapes) {
    const begin = end;
    end += 2 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: 'BF16', shape, data_offsets: [begin, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const handle = await open(file, 'w');
  await handle.write(length);
  await handle.write(text);
  const rng = createRng(1);
  // BF16 is the upper half of a float32: values of either sign from 0.03 to 0.06.
  const piece = new Uint16Array(rowsPerPiece * sizes.hidden);
  for (let i = 0; i < piece.length; i++) {
    const bits = rng.nextUint32();
    piece[i] = ((bits & 1) << 15) | 0x3d00 | ((bits >>> 8) & 0x7f);
  }
  for (let left = end / 2, shift = 0; left > 0; shift++) {
    // Shifted each time, or rows 8,192 apart would be equal.
    const part = piece.subarray(shift * 61, shift * 61 + Math.min(left, piece.length - shift * 61));
    await handle.write(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    left -= part.length;
  }
  await handle.close();
}

function tensorShapes(): readonly (readonly [string, readonly number[]])[] {
  const { hidden, vocabulary, heads, kvHeads, headDim, ffn } = sizes;
  const layer = 'model.layers.0';
  const attention = `${layer}.self_attn`;
  return [
    ['model.embed_tokens.weight', [vocabulary, hidden]],
    [`${layer}.input_layernorm.weight`, [hidden]],
    [`${attention}.q_proj.weight`, [heads * headDim, hidden]],
    [`${attention}.q_proj.bias`, [heads * headDim]],
    [`${attention}.k_proj.weight`, [kvHeads * headDim, hidden]],
    [`${attention}.k_proj.bias`, [kvHeads * headDim]],
    [`${attention}.v_proj.weight`, [kvHeads * headDim, hidden]],
    [`${attention}.v_proj.bias`, [kvHeads * headDim]],
    [`${attention}.o_proj.weight`, [hidden, heads * headDim]],
    [`${layer}.post_attention_layernorm.weight`, [hidden]],
    [`${layer}.mlp.gate_proj.weight`, [ffn, hidden]],
    [`${layer}.mlp.up_proj.weight`, [ffn, hidden]],
    [`${layer}.mlp.down_proj.weight`, [hidden, ffn]],
    ['model.norm.weight', [hidden]],
  ];
}

import { describe, expect, it } from 'vitest';
import {
  storageOf,
  storedBytesPerRow,
  weightBytesPerRow,
  weightFormats,
} from '../../../../src/modelkit/convert/formats';
import { rowsPerPart } from '../../../../src/modelkit/convert/writeMatrix';
import { maxTensorBytes } from '../../../../src/modelkit/onnx/decoderWeights';
import { expectedTensors } from '../../../../src/modelkit/source/modelTensors';
import { hfConfig } from '../../../../src/modelkit/source/safetensors/hfConfig';

/** Model type, layers, hidden size, heads, key/value heads, feed-forward, vocabulary, tied head. */
const published = [
  ['Qwen2.5-0.5B', 'qwen2', 24, 896, 14, 2, 4864, 151_936, true],
  ['Qwen2.5-1.5B', 'qwen2', 28, 1536, 12, 2, 8960, 151_936, true],
  ['Qwen2.5-3B', 'qwen2', 36, 2048, 16, 2, 11_008, 151_936, true],
  ['Qwen2.5-7B', 'qwen2', 28, 3584, 28, 4, 18_944, 152_064, false],
  ['Qwen2.5-14B', 'qwen2', 48, 5120, 40, 8, 13_824, 152_064, false],
  ['Llama-3.1-8B', 'llama', 32, 4096, 32, 8, 14_336, 128_256, false],
] as const;

/** Published number of parameters, billions. */
const parameters = [0.49, 1.54, 3.09, 7.62, 14.8, 8.03];

/** What many GPUs bind at most: WebGPU's default of maxStorageBufferBindingSize. */
const bufferBytes = 128 * 2 ** 20;

const isVocabulary = (name: string): boolean => /embed_tokens|lm_head/.test(name);

describe.each(published)('%s in its published size', (...row) => {
  const [name, type, layers, hidden, heads, kvHeads, feedForward, vocabulary, tied] = row;
  const config = hfConfig(
    {
      model_type: type,
      num_hidden_layers: layers,
      hidden_size: hidden,
      num_attention_heads: heads,
      num_key_value_heads: kvHeads,
      intermediate_size: feedForward,
      vocab_size: vocabulary,
      max_position_embeddings: 32_768,
      tie_word_embeddings: tied,
    },
    undefined,
  );
  const tensors = [...expectedTensors(config)];

  it('has as many weights as its card says', () => {
    const count = tensors.reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0);
    const said = parameters[published.findIndex(([other]) => other === name)]!;
    expect(count / 1e9 / said).toBeCloseTo(1, 1);
  });

  it.each(weightFormats.filter((format) => format.name !== 'fp32'))(
    'has no tensor that a device cannot bind, and the vocabulary in parts: $name',
    (format) => {
      let total = 0;
      for (const [tensor, shape] of tensors) {
        const [rows = 1, cols] = shape;
        if (cols === undefined) continue;
        const storage = storageOf(format, tensor, cols);
        const bytesPerRow = weightBytesPerRow(storage, cols);
        total += rows * storedBytesPerRow(storage, cols);
        const part = isVocabulary(tensor) ? rowsPerPart(rows, bytesPerRow) : rows;
        expect(part * bytesPerRow, tensor).toBeLessThanOrEqual(maxTensorBytes);
        if (!isVocabulary(tensor)) continue;
        const count = Math.ceil(rows / part);
        expect((count - 1) * part).toBeLessThan(rows);
        if (rows * bytesPerRow > maxTensorBytes) expect(count).toBeGreaterThan(1);
      }
      expect(maxTensorBytes).toBeLessThan(bufferBytes);
      if (hidden >= 3584) expect(total).toBeGreaterThan(2 ** 31);
    },
  );
});

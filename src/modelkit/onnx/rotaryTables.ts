import type { ModelConfig } from '../source/modelConfig';

/** What of a model's configuration the rotary position embedding needs. */
type RotaryConfig = Pick<ModelConfig, 'headDim' | 'ropeTheta' | 'ropeFactors'>;

/** Cosines and sines, float32 `[positions, headDim / 2]` row-major. */
export interface RotaryTables {
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/**
 * Tables of rotary embedding for positions 0 to `positions - 1`. Angles are computed in float64;
 * halves are rotated (pairs i, i + headDim / 2), as Hugging Face stores the projections.
 *
 * Source: huggingface/transformers modeling_rope_utils.py.
 */
export function rotaryTables(config: RotaryConfig, positions: number): RotaryTables {
  const half = config.headDim / 2;
  const frequencies = new Float64Array(half);
  for (let index = 0; index < half; index++) {
    const base = config.ropeTheta ** (-(2 * index) / config.headDim);
    frequencies[index] = base / (config.ropeFactors?.[index] ?? 1);
  }
  const cos = new Float32Array(positions * half);
  const sin = new Float32Array(positions * half);
  for (let position = 0; position < positions; position++) {
    for (let index = 0; index < half; index++) {
      const angle = position * frequencies[index]!;
      cos[position * half + index] = Math.cos(angle);
      sin[position * half + index] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

/** A change to RoPE frequencies that amounts to one divisor per frequency. */
export type RopeScaling =
  | { readonly type: 'linear'; readonly factor: number }
  | {
      readonly type: 'llama3';
      readonly factor: number;
      readonly lowFreqFactor: number;
      readonly highFreqFactor: number;
      /** Positions of the unscaled model. */
      readonly originalContextLength: number;
    };

/**
 * The divisors [headDim / 2] of the frequencies, 1 for untouched ones.
 *
 * llama3: long waves are divided by `factor`, short ones are kept, and between the two wavelengths
 * `originalContextLength / lowFreqFactor` and `… / highFreqFactor` the inverse is interpolated.
 *
 * Source: transformers modeling_rope_utils.py#_compute_llama3_parameters; equal to the
 * `rope_freqs.weight` that llama.cpp's convert_hf_to_gguf.py stores
 */
export function ropeFactorsOf(scaling: RopeScaling, theta: number, headDim: number): Float32Array {
  const factors = new Float32Array(headDim / 2);
  for (let i = 0; i < factors.length; i++) {
    factors[i] = factorOf(scaling, theta ** ((-2 * i) / headDim));
  }
  return factors;
}

function factorOf(scaling: RopeScaling, frequency: number): number {
  if (scaling.type === 'linear') return scaling.factor;
  const { factor, lowFreqFactor, highFreqFactor, originalContextLength } = scaling;
  const wavelength = (2 * Math.PI) / frequency;
  if (wavelength < originalContextLength / highFreqFactor) return 1;
  if (wavelength > originalContextLength / lowFreqFactor) return factor;
  const smooth =
    (originalContextLength / wavelength - lowFreqFactor) / (highFreqFactor - lowFreqFactor);
  return 1 / ((1 - smooth) / factor + smooth);
}

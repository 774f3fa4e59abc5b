import { describe, expect, it } from 'vitest';
import { weightFormat } from '../../../../src/modelkit/convert/formats';
import { planSize } from '../../../../src/modelkit/convert/writeDecoderWeights';
import type { TensorSource } from '../../../../src/modelkit/source/tensorSource';

/** A model with these tensors and no bytes behind them. */
function sourceOf(shapes: Readonly<Record<string, readonly [number, number]>>): TensorSource {
  return {
    names: Object.keys(shapes),
    info: (name: string) => {
      const [rows, cols] = shapes[name]!;
      return { name, shape: [rows, cols], rows, cols, type: 'F32', bytes: rows * cols * 4 };
    },
  } as Partial<TensorSource> as TensorSource;
}

describe('planSize', () => {
  const matrix = 'model.layers.0.mlp.up_proj.weight';

  it('refuses a matrix that no tensor may hold, before anything is read', () => {
    const source = sourceOf({ [matrix]: [50_000, 4_096] });
    const plan = (format: string): unknown => planSize({ source, format: weightFormat(format) });
    const refused = { code: 'invalid-argument', details: { tensor: matrix, bytes: 819_200_000 } };
    expect(() => plan('fp32')).toThrow(expect.objectContaining(refused) as Error);
    expect(() => plan('balanced')).toThrow(
      expect.objectContaining({ code: refused.code }) as Error,
    );
  });

  it('takes a vocabulary of any size, which is split', () => {
    const source = sourceOf({ 'model.embed_tokens.weight': [150_000, 4_096] });
    const size = planSize({ source, format: weightFormat('fp32') });
    expect(size).toEqual({ weights: 614_400_000, bytes: 2_457_600_000 });
  });
});

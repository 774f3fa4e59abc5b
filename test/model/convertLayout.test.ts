import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConversionInput } from '../../src/modelkit/convert/conversionInput';
import type { WeightFormat } from '../../src/modelkit/convert/formats';
import { storageOf, weightFormat, weightFormats } from '../../src/modelkit/convert/formats';
import { writeModelFolder } from '../../src/modelkit/convert/writeModelFolder';
import { dequantiseRows } from '../../src/modelkit/quantise/dequantiseRows';
import { quantiseRows } from '../../src/modelkit/quantise/quantiseRows';
import type { TensorSource } from '../../src/modelkit/source/tensorSource';
import { openDecoder, tinyArchitectures, type TinyArchitecture } from './support/tinyModel';
import { relativeDifference } from '../../src/inference/session/relativeDifference';

/** Formats beyond the named ones, so that each operator is met with each layout it has. */
const otherFormats: readonly WeightFormat[] = (
  [
    [4, 16, true],
    [4, 32, false],
    [4, 64, false],
    [8, 16, true],
    [8, 64, false],
  ] as const
).map(([bits, blockSize, zeroPoints]) => ({
  name: `${bits} bits, blocks of ${blockSize}${zeroPoints ? ', zero points' : ''}`,
  description: 'of this test',
  bytesPerWeight: 0,
  loss: '',
  rules: [
    {
      // A vocabulary has no zero points; here it is quantised the other ways too.
      tensors: /^(?:model\.embed_tokens|lm_head)\./,
      storage: { kind: 'quantised', bits, blockSize, zeroPoints: false, search: true },
    },
    { tensors: /^/, storage: { kind: 'quantised', bits, blockSize, zeroPoints, search: true } },
  ],
}));

/** Rounding of float32 sums in another order; what the operators do to activations is off. */
const tolerance = 1e-4;

/** `source` with the matrices as `format` rounds them. */
function rounded(source: TensorSource, format: WeightFormat): TensorSource {
  return {
    config: source.config,
    names: source.names,
    info: (name) => source.info(name),
    close: () => source.close(),
    readRows: async (name, firstRow, rowCount) => {
      const values = await source.readRows(name, firstRow, rowCount);
      const { shape, cols } = source.info(name);
      const storage = storageOf(format, name, cols);
      if (shape.length !== 2 || storage.kind === 'float32') return values;
      const quantised = quantiseRows(values, cols, storage);
      return dequantiseRows(quantised, cols, storage.bits, storage.blockSize);
    },
  };
}

describe.each(tinyArchitectures)('a quantised %s', (architecture) => {
  let root: string;
  let plain: Float32Array;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'tokenskip-layout-'));
    plain = await logitsOf(architecture, 'plain', weightFormat('fp32'));
  });
  afterAll(async () => {
    await rm(root, { recursive: true });
  });

  /** Logits after a few tokens of the model written in `format`, read through `change`. */
  async function logitsOf(
    model: TinyArchitecture,
    folder: string,
    format: WeightFormat,
    change: (source: TensorSource) => TensorSource = (source) => source,
  ): Promise<Float32Array> {
    const source = join(import.meta.dirname, 'tiny', model);
    const path = join(root, folder);
    const options = { source, outDir: path, format: format.name, accuracyLevel: 0 } as const;
    const input = await openConversionInput(options);
    await mkdir(path);
    await writeModelFolder(path, { ...input, source: change(input.source) }, format, options);
    await input.source.close();
    const decoder = await openDecoder(path, 'cpu');
    decoder.reserve(1);
    const ids = Array.from({ length: 24 }, (_, i) => (i * 53 + 11) % 500);
    const logits = (await decoder.prefill(0, ids)).slice();
    await decoder.close();
    return logits;
  }

  const formats = [...weightFormats.filter(({ name }) => name !== 'fp32'), ...otherFormats];
  it.each(formats.map((format) => [format.name, format] as const))(
    'computes what its dequantised weights compute: %s',
    async (name, format) => {
      const quantised = await logitsOf(architecture, `${name}-q`, format);
      const reference = await logitsOf(architecture, `${name}-f`, weightFormat('fp32'), (source) =>
        rounded(source, format),
      );
      expect(relativeDifference(reference, quantised)).toBeLessThan(tolerance);
      // Were the weights not rounded at all, the test would pass for any layout.
      expect(relativeDifference(plain, quantised)).toBeGreaterThan(10 * tolerance);
    },
  );
});

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/sampling/rng';
import { readOnnxFile, weightBytesPerToken } from '../../../../src/modelkit/onnx/readOnnxFile';
import {
  encodeOnnxModel,
  type OnnxInitializer,
  type OnnxNode,
} from '../../../../src/core/onnx/onnxModel';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-onnx-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(
  nodes: readonly OnnxNode[],
  initializers: readonly OnnxInitializer[],
): Promise<string> {
  const file = join(folder, 'graph.onnx');
  const graph = { name: 'test', nodes, initializers, inputs: [], outputs: [] };
  await writeFile(file, encodeOnnxModel(graph));
  return file;
}

function node(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxNode['attributes'] = {},
): OnnxNode {
  return { opType, domain: '', inputs, outputs: [output], attributes };
}

function constant(
  name: string,
  type: OnnxInitializer['type'],
  dims: readonly number[],
): OnnxInitializer {
  return { name, type, dims, content: { file: 'data', offset: 0, length: 1 } };
}

const toFloat32 = { to: { int: 1 } };

describe('weightBytesPerToken', () => {
  it('counts matrices, and of half-precision scales what they are at run time', async () => {
    const file = await write(
      [
        node('Cast', ['scales_f16'], 'scales', toFloat32),
        node('MatMulNBits', ['x', 'weight', 'scales'], 'y'),
      ],
      [constant('weight', 'uint8', [300, 4, 16]), constant('scales_f16', 'float16', [300, 4])],
    );
    expect(weightBytesPerToken(await readOnnxFile(file))).toBe(300 * 4 * 16 + 300 * 4 * 4);
  });

  it('leaves out what only one row is read of: embedding with its scales, rotary tables', async () => {
    const file = await write(
      [
        node('Cast', ['rows_f16'], 'row_scales', toFloat32),
        node('GatherBlockQuantized', ['rows', 'input_ids', 'row_scales'], 'x'),
        node('RotaryEmbedding', ['x', 'position_ids', 'cos', 'sin'], 'rotated'),
        node('MatMulNBits', ['rotated', 'head', 'head_scales'], 'logits'),
      ],
      [
        constant('rows', 'uint8', [50, 64]),
        constant('rows_f16', 'float16', [50, 2]),
        constant('cos', 'float32', [2048, 32]),
        constant('sin', 'float32', [2048, 32]),
        constant('head', 'uint8', [50, 2, 32]),
        constant('head_scales', 'float32', [50, 2]),
      ],
    );
    expect(weightBytesPerToken(await readOnnxFile(file))).toBe(50 * 64 + 50 * 2 * 4);
  });

  it('counts a constant that no node reads as nothing, and one that two read once', async () => {
    const file = await write(
      [node('MatMul', ['x', 'weight'], 'y'), node('MatMul', ['y', 'weight'], 'z')],
      [constant('weight', 'float32', [200, 200]), constant('unused', 'float32', [7])],
    );
    expect(weightBytesPerToken(await readOnnxFile(file))).toBe(200 * 200 * 4);
  });
});

describe('readOnnxFile', () => {
  const refusal = { code: 'model-file-invalid', details: { file: 'graph.onnx' } };
  const readBytes = async (bytes: Uint8Array): ReturnType<typeof readOnnxFile> => {
    const file = join(folder, 'graph.onnx');
    await writeFile(file, bytes);
    return readOnnxFile(file);
  };

  it.each([
    ['that ends within a number', [0x3a, 0xff]],
    ['whose graph is longer than the file', [0x3a, 0x05, 0x0a]],
    ['whose graph has 2^60 bytes', [0x3a, ...Array.from({ length: 8 }, () => 0xff), 0x0f]],
    ['with a field of no kind', [0x3f]],
    ['with a constant of an unknown type', [0x3a, 0x04, 0x2a, 0x02, 0x10, 0x63]],
  ])('refuses a file %s', async (_, bytes) => {
    await expect(readBytes(Uint8Array.from(bytes))).rejects.toMatchObject(refusal);
  });

  it('refuses a file that is not there', async () => {
    await expect(readOnnxFile(join(folder, 'graph.onnx'))).rejects.toMatchObject(refusal);
  });

  it('refuses a file that is too large to be a graph', async () => {
    const file = join(folder, 'graph.onnx');
    await writeFile(file, '');
    await truncate(file, 200_000_000);
    await expect(readOnnxFile(file)).rejects.toMatchObject(refusal);
  });

  it('reads or refuses whatever bytes are changed', async () => {
    const file = await write(
      [node('Cast', ['w_f16'], 'w', toFloat32), node('MatMul', ['x', 'w'], 'y')],
      [constant('w_f16', 'float16', [300, 4])],
    );
    const bytes = await readFile(file);
    const rng = createRng(7);
    let refused = 0;
    for (let i = 0; i < 500; i++) {
      const changed = Buffer.from(bytes);
      changed[rng.nextUint32() % changed.length] = rng.nextUint32() % 256;
      await readBytes(changed).catch((error: unknown) => {
        refused += 1;
        expect(error).toMatchObject(refusal);
      });
    }
    expect(refused).toBeGreaterThan(50);
    expect(refused).toBeLessThan(450);
  });
});

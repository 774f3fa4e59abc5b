import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '../../../../src/modelkit/source/byteSource';
import { readGguf } from '../../../../src/modelkit/source/gguf/readGguf';
import { expectedTensors } from '../../../../src/modelkit/source/modelTensors';
import { hfConfig } from '../../../../src/modelkit/source/safetensors/hfConfig';
import { openSafetensorsSource } from '../../../../src/modelkit/source/safetensors/safetensorsSource';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { buildGguf, ByteWriter, floatBytes } from './tinyGguf';

/** Windows fills a file up to where it is written; elsewhere the hole takes no room. */
describe.skipIf(process.platform === 'win32')('a file of more than 4 GB', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'large-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the rows of a tensor on both sides of 2^31 and 2^32, and what follows it', async () => {
    const rows = 1 << 20;
    const cols = 1280;
    const json = {
      model_type: 'llama',
      hidden_size: cols,
      num_hidden_layers: 1,
      num_attention_heads: 10,
      intermediate_size: 16,
      vocab_size: rows,
      max_position_embeddings: 64,
      tie_word_embeddings: true,
    };
    await writeFile(join(folder, 'config.json'), JSON.stringify(json));
    let end = 0;
    const places = [...expectedTensors(hfConfig(json, undefined))].map(([name, shape]) => {
      const begin = end;
      end += shape.reduce((product, size) => product * size, 4);
      return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
    });
    const header = new ByteWriter().text(JSON.stringify(Object.fromEntries(places))).bytes();
    const handle = await open(join(folder, 'model.safetensors'), 'w');
    await handle.write(header);
    const rowBytes = 4 * cols;
    const marked = [
      0,
      Math.floor(2 ** 31 / rowBytes),
      Math.floor(2 ** 32 / rowBytes),
      rows - 1,
    ] as const;
    for (const row of marked) {
      const values = Float32Array.from({ length: cols }, (_, i) => row + i / 2048);
      await handle.write(
        new Uint8Array(values.buffer),
        0,
        rowBytes,
        header.length + row * rowBytes,
      );
    }
    // The final norm is the last tensor of the file.
    const norm = Float32Array.from({ length: cols }, (_, i) => i + 1);
    await handle.write(new Uint8Array(norm.buffer), 0, rowBytes, header.length + end - rowBytes);
    await handle.close();

    const source = await openSafetensorsSource(folder);
    expect(end).toBeGreaterThan(2 ** 32);
    for (const row of marked) {
      const [first, last] = [row, row + (cols - 1) / 2048].map(Math.fround);
      const found = await source.readRows('model.embed_tokens.weight', row, 1);
      expect([found[0], found.at(-1)], `row ${row}`).toEqual([first, last]);
    }
    expect(await readTensor(source, 'model.norm.weight')).toEqual(norm);
    await source.close();
  });

  it('gives the bytes of a GGUF tensor beyond 2^32', async () => {
    const far = 2n ** 32n + 2n ** 31n;
    const bytes = floatBytes(6);
    const near = { name: 'a', shape: [2], bytes: floatBytes(2) };
    const spec = { fields: [], tensors: [near, { name: 'b', shape: [2, 3], offset: far, bytes }] };
    const file = buildGguf(spec);
    const path = join(folder, 'large.gguf');
    const handle = await open(path, 'w');
    // Both tensors take one unit of 32 bytes; the second one is moved.
    const dataStart = file.length - 64;
    await handle.write(file, 0, file.length - 32);
    await handle.write(bytes, 0, bytes.length, dataStart + Number(far));
    await handle.close();

    const source = await openFile(path);
    const tensor = (await readGguf(source)).tensors.get('b');
    expect(tensor?.offset).toBe(dataStart + Number(far));
    expect(await source.read(tensor?.offset ?? 0, tensor?.bytes ?? 0)).toEqual(bytes);
    await source.close();
  });
});

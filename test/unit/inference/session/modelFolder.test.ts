import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { graphFiles, readModelFolder } from '../../../../src/inference/session/modelFolder';

const config = {
  num_attention_heads: 2,
  hidden_size: 64,
  num_hidden_layers: 2,
  num_key_value_heads: 1,
  vocab_size: 512,
  max_position_embeddings: 128,
  intermediate_size: 96,
};

const weights = 'onnx/model.onnx_data_1';
const listed = [
  { path: graphFiles.cpu, bytes: 100, sha256: 'a' },
  { path: weights, bytes: 1_000, sha256: 'b' },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'onnx'));
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  for (const { path, bytes } of listed) await writeFile(join(folder, path), Buffer.alloc(bytes));
});

const describeAs = (files: unknown): Promise<void> =>
  writeFile(join(folder, 'tokenskip.json'), JSON.stringify({ id: 'sample', files }));

describe('readModelFolder', () => {
  it('takes a folder whose files have the sizes that its manifest states', async () => {
    await describeAs(listed);
    expect(await readModelFolder(folder)).toMatchObject({
      modelId: 'sample',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it.each([
    ['cut by a byte', 999, 'has 999 bytes instead of 1000'],
    ['longer by a byte', 1_001, 'has 1001 bytes instead of 1000'],
    ['empty', 0, 'has 0 bytes instead of 1000'],
  ])('refuses weights that are %s, and says what to do', async (_, bytes, problem) => {
    await describeAs(listed);
    await truncate(join(folder, weights), bytes);
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: 'model-file-invalid',
      message: expect.stringContaining(`${weights} of the model ${problem}; check`) as string,
      details: { file: weights },
    });
  });

  it('refuses a folder that lacks a file', async () => {
    await describeAs(listed);
    await rm(join(folder, weights));
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: 'model-file-invalid',
      message: expect.stringContaining('is missing; check the model') as string,
    });
  });

  it('takes a folder as it is where no manifest says how large its files are', async () => {
    expect(await readModelFolder(folder)).not.toHaveProperty('digest');
    await describeAs([null, 'text', { path: weights }, { bytes: 3 }, listed[0]]);
    expect(await readModelFolder(folder)).toHaveProperty('modelId', 'sample');
    await describeAs('none');
    expect(await readModelFolder(folder)).toHaveProperty('modelId', 'sample');
  });
});

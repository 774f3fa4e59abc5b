import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadModelRuntime } from '../../src/inference/loadModelRuntime';
import type { ModelRuntime } from '../../src/inference/modelRuntime';
import { graphFiles } from '../../src/inference/session/modelFolder';
import { manifestName } from '../../src/modelkit/manifest/readManifest';
import { silentLogger } from '../../src/protocol/logger';
import { type ConvertedModel, convertTiny } from './support/tinyModel';

let converted: ConvertedModel;
let root: string;
let model: string;
let graph: string;
/** The weights' file, as the graph names it. */
let data: string;

beforeAll(async () => {
  converted = await convertTiny('llama', 'exact');
});
afterAll(() => converted.remove());

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-graph-'));
  model = path.join(root, 'model');
  await cp(converted.directory, model, { recursive: true });
  // What the graph says is to be judged by itself, also where nothing says how large the files are.
  await rm(path.join(model, manifestName));
  graph = path.join(model, graphFiles.cpu);
  const bytes = await readFile(graph);
  const names = await readdir(path.dirname(graph));
  data = names.find((name) => !name.endsWith('.onnx') && bytes.includes(name)) ?? '';
  expect(data).not.toBe('');
  return () => rm(root, { recursive: true, force: true });
});

const load = (): Promise<ModelRuntime> =>
  loadModelRuntime({ modelDir: model, device: 'cpu' }, silentLogger);

/** Has the graph look for its weights at `location`, which must be as long as the name was. */
async function nameWeights(location: string): Promise<void> {
  expect(location).toHaveLength(data.length);
  const text = await readFile(graph, 'latin1');
  await writeFile(graph, text.replaceAll(data, location), 'latin1');
}

const refused = {
  code: 'model-file-invalid',
  message: expect.stringContaining('tokenskip model verify') as string,
};

describe('weights that a graph names', () => {
  it('are read where they belong', async () => {
    await (await load()).close();
  });

  it('are read under another name beside the graph', async () => {
    const location = `new${data.slice(3)}`;
    await nameWeights(location);
    await rename(path.join(path.dirname(graph), data), path.join(path.dirname(graph), location));
    await (await load()).close();
  });

  it('are not read above the folder of the graph, though they are there', async () => {
    const location = `../${data.slice(3)}`;
    await cp(path.join(path.dirname(graph), data), path.join(path.dirname(graph), location));
    await nameWeights(location);
    await expect(load()).rejects.toMatchObject(refused);
  });

  it('are not read under a path that begins at the root', async () => {
    const location = path.join('/tmp', '0'.repeat(data.length)).slice(0, data.length);
    await cp(path.join(path.dirname(graph), data), location);
    try {
      await nameWeights(location);
      await expect(load()).rejects.toMatchObject(refused);
    } finally {
      await rm(location);
    }
  });

  it.each([
    ['shorter by a byte', (size: number) => size - 1],
    ['half there', (size: number) => size >> 1],
    ['empty', () => 0],
  ])('are refused when they are %s', async (_, length) => {
    const file = path.join(path.dirname(graph), data);
    await truncate(file, length((await stat(file)).size));
    await expect(load()).rejects.toMatchObject(refused);
  });

  it('are refused when they are not there', async () => {
    await rm(path.join(path.dirname(graph), data));
    await expect(load()).rejects.toMatchObject(refused);
  });
});

describe('a graph', () => {
  it.each([
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['of other bytes', (bytes: Buffer) => Buffer.alloc(bytes.length, 0xff)],
    ['without any', () => Buffer.alloc(0)],
  ])('%s is refused', async (_, change) => {
    await writeFile(graph, change(await readFile(graph)));
    await expect(load()).rejects.toMatchObject(refused);
  });
});

import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { cp, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { readTokenizerJson } from '../../../../src/protocol/readTokenizerJson';
import { convertModel } from '../../../../src/modelkit/convert/convertModel';
import type { ConvertProgress } from '../../../../src/modelkit/convert/convertOptions';
import { hashFile } from '../../../../src/modelkit/manifest/hashFile';
import { readManifest } from '../../../../src/modelkit/manifest/readManifest';
import { verifyModel } from '../../../../src/modelkit/manifest/verifyModel';
import { readJsonFile } from '../../../../src/modelkit/source/jsonFile';
import { openModel } from '../../../../src/modelkit/source/openModel';
import { hfConfig } from '../../../../src/modelkit/source/safetensors/hfConfig';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { keptTokensJson, vocabularyDigest } from '../../../../src/modelkit/tokenizer/keptTokens';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { expectCode } from '../../support/failure';
import { temporaryFolder, tinyModel } from './temporaryFolder';
import { ggufOf } from './ggufOf';
import { writeAdapter } from './writeAdapter';

const architectures = ['llama', 'qwen2'] as const;
const dataFile = 'onnx/model_q4.onnx_data';

describe('convertModel', () => {
  const at = temporaryFolder();

  it.each(
    architectures.flatMap((name) =>
      ['small', 'balanced', 'exact', 'fp32'].map((format) => [name, format] as const),
    ),
  )('makes a folder of %s in format %s that verifies and is read back', async (name, format) => {
    const manifest = await convertModel({
      source: tinyModel(name),
      outDir: at('out'),
      format,
      licence: 'MIT',
      provenance: { repository: 'a/b', revision: 'c' },
    });
    expect(await verifyModel(at('out'))).toEqual(manifest);
    expect(manifest).toMatchObject({ id: name, family: name, licence: 'MIT', trainedRatios: [] });
    expect(manifest.quantisation.format).toBe(format);
    expect(manifest.source).toMatchObject({ repository: 'a/b', revision: 'c' });
    const listed = [...manifest.files.map((file) => file.path), 'tokenskip.json'];
    const there = await readdir(at('out'), { recursive: true });
    expect(there.filter((path) => path !== 'onnx').sort()).toEqual(listed.sort());
    const { tensors } = await openModel(tinyModel(name));
    const config = await readJsonFile(at('out', 'config.json'), 1e6);
    const generation = await readJsonFile(at('out', 'generation_config.json'), 1e6);
    const { eosTokenIds, ...read } = hfConfig(config, generation);
    const { eosTokenIds: expectedIds, ...expected } = tensors.config;
    expect(read).toEqual(expected);
    expect([...eosTokenIds].sort()).toEqual([...expectedIds].sort());
    await tensors.close();
    expect(await readFile(at('out', 'tokenizer.json'), 'utf8').then(JSON.parse)).toEqual(
      await readFile(`${tinyModel(name)}/tokenizer.json`, 'utf8').then(JSON.parse),
    );
  });

  it('has every file on the disk before the folder has its name', async () => {
    const file = await open(import.meta.filename);
    const handles = Object.getPrototypeOf(file) as FileHandle;
    await file.close();
    const flushed = new Set<number>();
    const spy = vi.spyOn(handles, 'sync').mockImplementation(async function (this: FileHandle) {
      expect(existsSync(at('out'))).toBe(false);
      flushed.add((await this.stat()).ino);
      await this.datasync();
    });
    const { files } = await convertModel({
      source: tinyModel('qwen2'),
      outDir: at('out'),
      format: 'balanced',
      shardBytes: 34_000,
    }).finally(() => spy.mockRestore());
    for (const path of [...files.map((one) => one.path), 'tokenskip.json']) {
      expect(flushed, path).toContain((await stat(at('out', path))).ino);
    }
  });

  it('tells transformers.js where the weights are', async () => {
    await convertModel({ source: tinyModel('llama'), outDir: at('out'), format: 'small' });
    const config = await readJsonFile(at('out', 'config.json'), 1e6);
    expect(config['transformers.js_config']).toEqual({
      dtype: 'q4',
      use_external_data_format: { 'model_q4.onnx': 1 },
    });
  });

  it('gives the same bytes for the same source, from GGUF as from a folder', async () => {
    const make = async (source: string, name: string): Promise<readonly string[]> => {
      const { files } = await convertModel({ source, outDir: at(name), format: 'balanced' });
      return files.filter(({ path }) => path.startsWith('onnx/')).map((file) => file.sha256);
    };
    const folder = await make(tinyModel('qwen2'), 'folder');
    expect(await make(tinyModel('qwen2'), 'again')).toEqual(folder);
    await writeFile(at('model.gguf'), await ggufOf(tinyModel('qwen2')));
    expect(await make(at('model.gguf'), 'gguf')).toEqual(folder);
    const read = async (name: string): Promise<unknown> =>
      readTokenizerJson(await readJsonFile(at(name, 'tokenizer.json'), 1e7));
    expect(await read('gguf')).toEqual(await read('folder'));
    const manifest = await readManifest(at('gguf'));
    expect(manifest).toMatchObject({ id: 'model', name: 'Tiny', licence: 'Apache-2.0' });
    expect(manifest.source.file).toBe('model.gguf');
  });

  it('takes no control characters of a name and a licence along', async () => {
    const hostile = { name: '\u001b]0;title\u0007Tiny', licence: '\u001b[2J' };
    await writeFile(at('model.gguf'), await ggufOf(tinyModel('qwen2'), hostile));
    await convertModel({ source: at('model.gguf'), outDir: at('out'), format: 'small' });
    expect(await readManifest(at('out'))).toMatchObject({
      name: '?]0;title?Tiny',
      licence: '?[2J',
    });
  });

  it('keeps the name of a licence that every object has', async () => {
    const bytes = await ggufOf(tinyModel('qwen2'), { licence: 'constructor' });
    await writeFile(at('model.gguf'), bytes);
    await convertModel({ source: at('model.gguf'), outDir: at('out'), format: 'small' });
    expect((await readManifest(at('out'))).licence).toBe('constructor');
  });

  it('trims the vocabulary: rows, tokenizer and ids', async () => {
    const source = tinyModel('qwen2');
    const { vocabulary } = readTokenizerJson(await readJsonFile(`${source}/tokenizer.json`, 1e7));
    const vocabularySha256 = vocabularyDigest(vocabulary);
    const ids = [...vocabulary.values()].filter((id) => id % 3 === 0).sort((a, b) => a - b);
    const list = keptTokensJson({ name: 'test', vocabularySha256, ids });
    await writeFile(at('list.json'), JSON.stringify(list));
    const trimVocabulary = at('list.json');
    await convertModel({ source, outDir: at('out'), format: 'fp32', trimVocabulary });
    const config = await readJsonFile(at('out', 'config.json'), 1e6);
    const spec = readTokenizerJson(await readJsonFile(at('out', 'tokenizer.json'), 1e7));
    const rows = Number(config.vocab_size);
    expect(rows).toBe(spec.vocabulary.size + spec.addedTokens.length);
    expect(rows).toBeGreaterThanOrEqual(ids.length);
    expect(rows).toBeLessThan(512);
    const added = new Map(spec.addedTokens.map(({ id, content }) => [content, id]));
    expect(config.eos_token_id).toBe(added.get('<|im_end|>'));
    // Unquantised, the embedding comes first in the data: each row is that of the same token.
    const { tensors } = await openModel(source);
    const before = await readTensor(tensors, 'model.embed_tokens.weight');
    await tensors.close();
    const data = await readFile(at('out', dataFile));
    const after = new Float32Array(new Uint8Array(data.subarray(0, rows * 256)).buffer);
    for (const [token, id] of spec.vocabulary) {
      const old = vocabulary.get(token)!;
      expect(after.subarray(id * 64, id * 64 + 64)).toEqual(
        before.subarray(old * 64, old * 64 + 64),
      );
    }
    await writeFile(at('list.json'), JSON.stringify({ ...list, vocabularySha256: 'other' }));
    await expectCode(
      convertModel({ source, outDir: at('two'), format: 'fp32', trimVocabulary }),
      'invalid-argument',
    );
  });

  it('merges an adapter and takes over what its folder says of it', async () => {
    const name = 'model.layers.1.mlp.up_proj';
    await writeAdapter(at('adapter'), { module: name, inputs: 64, outputs: 96 });
    const base = { source: tinyModel('qwen2'), format: 'fp32' };
    const plain = await convertModel({ ...base, outDir: at('plain') });
    const adapterDir = at('adapter');
    const merged = await convertModel({ ...base, outDir: at('merged'), adapterDir });
    expect(merged.source).toEqual(plain.source);
    expect(merged.trainedRatios).toEqual([]);
    expect(merged.adapter?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const bytes = await Promise.all(
      ['plain', 'merged'].map((folder) => readFile(at(folder, dataFile))),
    );
    const [before, after] = bytes.map((data) => new Float32Array(new Uint8Array(data).buffer));
    const changed = before!.reduce((count, value, i) => count + Number(value !== after![i]), 0);
    expect(changed).toBeGreaterThan(0.9 * 64 * 96);
    expect(changed).toBeLessThanOrEqual(64 * 96);
    const prompt = { ...plain.prompt, marker: ['[{ratio}]'] };
    await writeFile(
      at('adapter', 'tokenskip.json'),
      JSON.stringify({ trainedRatios: [1, 0.5], prompt }),
    );
    const said = await convertModel({ ...base, outDir: at('merged'), adapterDir });
    expect(said).toMatchObject({ trainedRatios: [1, 0.5], prompt });
    await writeFile(at('adapter', 'tokenskip.json'), '{"trainedRatios":[2]}');
    const error = await expectCode(
      convertModel({ ...base, outDir: at('merged'), adapterDir }),
      'model-file-invalid',
    );
    expect(error.details?.field).toBe('trainedRatios[0]');
    expect(await verifyModel(at('merged'))).toEqual(said);
  });

  it('refuses an adapter that was trained on another file, whose shapes are the same', async () => {
    await writeAdapter(at('adapter'), {
      module: 'model.layers.1.mlp.up_proj',
      inputs: 64,
      outputs: 96,
    });
    await writeFile(at('model.gguf'), await ggufOf(tinyModel('qwen2')));
    const convert = async (source: string, base: object): Promise<ModelManifest> => {
      const facts = { trainedRatios: [1, 0.5], base };
      await writeFile(at('adapter', 'tokenskip.json'), JSON.stringify(facts));
      const adapterDir = at('adapter');
      return convertModel({ source, outDir: at('out'), format: 'small', adapterDir });
    };
    const other = { bytes: 1, sha256: '0'.repeat(64) };
    const error = await expectCode(
      convert(at('model.gguf'), { ...other, file: 'other.gguf' }),
      'adapter-mismatch',
    );
    expect(error.message).toContain('trained on other.gguf (sha256 000000000000…), and model.gguf');
    await expectCode(convert(at('model.gguf'), other), 'adapter-mismatch');
    await expectCode(convert(tinyModel('qwen2'), other), 'adapter-mismatch');
    expect((await readdir(at())).sort()).toEqual(['adapter', 'model.gguf']);
    // Of a folder nobody knows the digest that its GGUF file has.
    const fromFolder = await convert(tinyModel('qwen2'), { ...other, file: 'other.gguf' });
    expect(fromFolder.trainedRatios).toEqual([1, 0.5]);
    const own = await hashFile(at('model.gguf'));
    const made = await convert(at('model.gguf'), { ...own, file: 'renamed.gguf' });
    expect(made.trainedRatios).toEqual([1, 0.5]);
  });

  it('reports complete snapshots that end at the total', async () => {
    const seen: ConvertProgress[] = [];
    await convertModel({
      source: tinyModel('llama'),
      outDir: at('out'),
      format: 'exact',
      onProgress: (progress) => seen.push(progress),
    });
    for (const stage of ['digest', 'weights'] as const) {
      const steps = seen.filter((progress) => progress.stage === stage);
      const last = steps.at(-1);
      expect(last?.done).toBe(last?.total);
      expect(steps.map(({ done }) => done)).toEqual(
        steps.map(({ done }) => done).sort((a, b) => a - b),
      );
    }
  });

  it('leaves nothing and changes nothing when it is stopped', async () => {
    await convertModel({ source: tinyModel('llama'), outDir: at('out'), format: 'exact' });
    const before = await verifyModel(at('out'));
    for (const stage of ['digest', 'weights']) {
      const controller = new AbortController();
      const work = convertModel({
        source: tinyModel('llama'),
        outDir: at('out'),
        format: 'small',
        signal: controller.signal,
        onProgress: (progress) => {
          if (progress.stage === stage) controller.abort();
        },
      });
      await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
      expect(await readdir(at())).toEqual(['out']);
      expect(await verifyModel(at('out'))).toEqual(before);
    }
  });

  it('leaves nothing when the source is bad or missing', async () => {
    await cp(tinyModel('qwen2'), at('source'), { recursive: true });
    const path = at('source', 'model.safetensors');
    const bytes = await readFile(path);
    // The last weights: found only when nearly all else is written.
    bytes.fill(0xff, bytes.length - 64);
    await writeFile(path, bytes);
    const convert = (source: string, format = 'fp32'): Promise<unknown> =>
      convertModel({ source, outDir: at('out'), format });
    await expectCode(convert(at('source')), 'model-file-invalid');
    await expectCode(convert(at('nothing')), 'model-not-found');
    await expectCode(convert(at('source'), 'q4'), 'invalid-argument');
    expect(await readdir(at())).toEqual(['source']);
    await expectCode(
      convertModel({ source: tinyModel('qwen2'), outDir: at('source'), format: 'fp32' }),
      'invalid-argument',
    );
    expect((await readdir(at('source'))).length).toBe(5);
  });

  it.each([
    ['an id of two words', { id: 'My Model' }],
    ['an id with a slash', { id: 'org/model' }],
    ['an empty id', { id: '' }],
    ['an id of 2,000 letters', { id: 'x'.repeat(2_000) }],
    ['an empty name', { name: '' }],
    ['a name of 2,000 letters', { name: 'x'.repeat(2_000) }],
    ['a name of two lines', { name: 'a\nb' }],
  ])('refuses %s, which no manifest may have, before anything is read', async (_, names) => {
    const source = at('nothing');
    const work = convertModel({ source, outDir: at('out'), format: 'small', ...names });
    await expectCode(work, 'invalid-argument');
    expect(await readdir(at())).toEqual([]);
  });

  it.each([
    ['of SentencePiece', 'unk_token', '<unk>', 'unsupported-architecture'],
    ['with a possessive pattern', 'Regex', String.raw`\p{L}++`, 'unsupported-architecture'],
    ['with a token too many', 'vocab', { a: 512 }, 'model-file-invalid'],
  ] as const)(
    'refuses a tokenizer %s before anything is written',
    async (_, field, value, code) => {
      await cp(tinyModel('llama'), at('source'), { recursive: true });
      const path = at('source', 'tokenizer.json');
      const changed: unknown = JSON.parse(await readFile(path, 'utf8'), (key, old: unknown) =>
        key === field ? value : old,
      );
      await writeFile(path, JSON.stringify(changed));
      const work = convertModel({ source: at('source'), outDir: at('out'), format: 'small' });
      await expectCode(work, code);
      expect(await readdir(at())).toEqual(['source']);
    },
  );

  // A device that refuses every byte as a full disk does; only Linux has one.
  it.runIf(existsSync('/dev/full'))('says that the disk is full, and leaves nothing', async () => {
    const fillDisk = (): void => {
      const [partial] = readdirSync(at());
      mkdirSync(at(partial!, 'onnx'));
      symlinkSync('/dev/full', at(partial!, dataFile));
    };
    const work = convertModel({
      source: tinyModel('qwen2'),
      outDir: at('out'),
      format: 'fp32',
      onProgress: ({ stage }) => {
        if (stage === 'digest') fillDisk();
      },
    });
    const error = await expectCode(work, 'disk-full');
    expect(error.message).toContain('free some space');
    expect(await readdir(at())).toEqual([]);
  });
});

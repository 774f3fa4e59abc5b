import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPromptTemplate } from '../../../../src/core/prompt/isPromptTemplate';
import {
  catalogue,
  defaultModelId,
  findEntry,
  findGgufEntry,
} from '../../../../src/modelkit/catalogue/catalogue';
import { hashFile } from '../../../../src/modelkit/manifest/hashFile';
import type { AdapterFacts } from '../../../../src/modelkit/manifest/parseManifest';
import { parseAdapterFacts } from '../../../../src/modelkit/manifest/parseManifest';
import { readManifestFile } from '../../../../src/modelkit/manifest/readManifest';
import { isMadeFrom } from '../../../../src/modelkit/catalogue/isMadeFrom';
import { shippedAdapter } from '../../../../src/modelkit/store/shippedAdapter';
import { embeddedModelDir } from '../../../support/embeddedModel';
import { sampleManifest } from '../manifest/sampleManifest';
import { sampleEntry } from './sampleEntry';

const trained = sampleEntry({ ...findEntry(defaultModelId) });

describe('isMadeFrom', () => {
  const { adapter } = trained;
  const made = { ...sampleManifest, id: trained.id };

  it('takes any model of the id where the product has no adapter for it', () => {
    expect(isMadeFrom(sampleEntry({ id: made.id }), made)).toBe(true);
    expect(isMadeFrom(sampleEntry({ id: 'other' }), made)).toBe(false);
  });

  it('takes only what was made with the adapter where it has one', () => {
    expect(isMadeFrom(trained, { id: trained.id })).toBe(false);
    expect(isMadeFrom(trained, made)).toBe(false);
    const sha256 = adapter?.kind === 'shipped' ? adapter.sha256 : '';
    expect(isMadeFrom(trained, { ...made, adapter: { bytes: 1, sha256 } })).toBe(true);
  });
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the shipped catalogue', () => {
  it('has every model of the mission', () => {
    expect(catalogue.models.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['0.5b', '1.5b', '3b', '7b', '14b'].flatMap((size) => [
          `qwen2.5-${size}`,
          `coder-${size}`,
        ]),
        'llama3.1-8b',
      ]),
    );
  });

  it('has the default model as a pinned file', () => {
    expect(findGgufEntry(defaultModelId)?.source.sha256).toHaveLength(64);
  });

  it('has the default model with an adapter of our own', () => {
    expect(trained.adapter?.kind).toBe('shipped');
  });

  it('has the embedded model as the release of the default one', async () => {
    const manifest = await readManifestFile(embeddedModelDir);
    expect(manifest).toMatchObject({ id: defaultModelId, trainedRatios: trained.trainedRatios });
    expect(isMadeFrom(trained, manifest)).toBe(true);
    const others = ['README.md', 'tokenskip.json'].map(async (path) => {
      return { path, ...(await hashFile(join(embeddedModelDir, path))) };
    });
    expect(trained.release).toEqual([...manifest.files, ...(await Promise.all(others))]);
  });

  it('has the embedded model say what its adapter says', async () => {
    const manifest = await readManifestFile(embeddedModelDir);
    const facts = parseAdapterFacts(read('models/adapters/tokenskip-coder-0.5b/tokenskip.json'));
    const said = ({
      trainedRatios,
      prompt,
      calibration,
      confidence,
      auto,
    }: AdapterFacts): object => {
      return { trainedRatios, prompt, calibration, confidence, auto };
    };
    expect(said(manifest)).toEqual(said(facts));
    expect(facts.calibration?.ratios).toHaveLength(facts.trainedRatios.length);
    expect(facts.confidence?.map(({ mode }) => mode)).toEqual(['greedy', 'vote']);
  });

  it('merges the published adapters where there are any', () => {
    const adapters = catalogue.models.flatMap(({ id, adapter }) =>
      adapter?.kind === 'hub' ? [`${id} ${adapter.repository}`] : [],
    );
    expect(adapters).toEqual([
      'qwen2.5-3b hemingkx/TokenSkip-Qwen2.5-3B-Instruct-GSM8K',
      'qwen2.5-7b hemingkx/TokenSkip-Qwen2.5-7B-Instruct-GSM8K',
      'qwen2.5-14b hemingkx/TokenSkip-Qwen2.5-14B-Instruct-GSM8K',
    ]);
  });

  it('says of a base without an adapter that it is not trained', () => {
    for (const { adapter, trainedRatios } of catalogue.models) {
      expect(trainedRatios.length > 0).toBe(adapter !== undefined);
    }
  });

  it.each(catalogue.models.filter(({ adapter }) => adapter?.kind === 'shipped'))(
    'brings the adapter of $name along, trained as it says',
    async (entry) => {
      const folder = await shippedAdapter(entry, { rootDir: process.cwd() });
      const facts = parseAdapterFacts(read(`${folder ?? ''}/tokenskip.json`));
      expect(facts.trainedRatios).toEqual(entry.trainedRatios);
      expect(facts.prompt).toEqual(read(`models/recipe/prompts/${entry.prompt}.json`));
    },
  );

  it('marks what is not for commercial use, and what has to be asked for', () => {
    const limited = catalogue.models.filter(({ licence }) => licence.nonCommercial);
    expect(limited.map(({ id }) => id)).toEqual(['qwen2.5-3b', 'coder-3b']);
    const gated = catalogue.models.filter(({ gatedAt }) => gatedAt !== undefined);
    expect(gated.map(({ id }) => id)).toEqual(['llama3.1-8b']);
  });

  it('names prompts and lists that are in the tree', () => {
    for (const { prompt, trim } of catalogue.models) {
      expect(isPromptTemplate(read(`models/recipe/prompts/${prompt}.json`))).toBe(true);
      if (trim !== undefined) expect(read(trim.list)).toMatchObject({ count: trim.tokens });
    }
    expect(existsSync('models/catalogue.json')).toBe(true);
  });
});

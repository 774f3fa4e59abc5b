import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPromptTemplate } from '../../../../src/core/prompt/isPromptTemplate';
import {
  catalogue,
  defaultModelId,
  findEntry,
  findGgufEntry,
  offeredModels,
} from '../../../../src/modelkit/catalogue/catalogue';

describe('the shipped catalogue', () => {
  it('has every model of the mission', () => {
    expect(catalogue.models.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['0.5b', '1.5b', '3b', '7b', '14b'].flatMap((size) => [
          `qwen2.5-${size}`,
          `coder-${size}`,
        ]),
        'llama3.1-8b',
        'tokenskip-coder-0.5b',
        'tokenskip-coder-1.5b',
      ]),
    );
  });

  it('offers nothing that is not released', () => {
    expect(findEntry('tokenskip-coder-0.5b')).toBeUndefined();
    expect(offeredModels).toHaveLength(catalogue.models.length - 2);
  });

  it('has the default model as a pinned file', () => {
    expect(findGgufEntry(defaultModelId)?.source.sha256).toHaveLength(64);
  });

  it('merges the published adapters where there are any', () => {
    const adapters = offeredModels.flatMap(({ id, adapter }) =>
      adapter === undefined ? [] : [`${id} ${adapter.repository}`],
    );
    expect(adapters).toEqual([
      'qwen2.5-3b hemingkx/TokenSkip-Qwen2.5-3B-Instruct-GSM8K',
      'qwen2.5-7b hemingkx/TokenSkip-Qwen2.5-7B-Instruct-GSM8K',
      'qwen2.5-14b hemingkx/TokenSkip-Qwen2.5-14B-Instruct-GSM8K',
    ]);
  });

  it('says of a base without an adapter that it is not trained', () => {
    for (const { adapter, trainedRatios } of offeredModels) {
      expect(trainedRatios.length > 0).toBe(adapter !== undefined);
    }
  });

  it('marks what is not for commercial use, and what has to be asked for', () => {
    const limited = offeredModels.filter(({ licence }) => licence.nonCommercial);
    expect(limited.map(({ id }) => id)).toEqual(['qwen2.5-3b', 'coder-3b']);
    const gated = offeredModels.filter(({ gatedAt }) => gatedAt !== undefined);
    expect(gated.map(({ id }) => id)).toEqual(['llama3.1-8b']);
  });

  it('names prompts and lists that are in the tree', () => {
    for (const { prompt, trim } of catalogue.models) {
      const template: unknown = JSON.parse(
        readFileSync(`models/recipe/prompts/${prompt}.json`, 'utf8'),
      );
      expect(isPromptTemplate(template)).toBe(true);
      if (trim === undefined) continue;
      const list: unknown = JSON.parse(readFileSync(trim.list, 'utf8'));
      expect(list).toMatchObject({ count: trim.tokens });
    }
    expect(existsSync('models/catalogue.json')).toBe(true);
  });
});

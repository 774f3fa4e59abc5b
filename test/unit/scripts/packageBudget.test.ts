import { describe, expect, it } from 'vitest';
import { budgetProblems, readBudget } from '../../../scripts/package/budget.mjs';
import { TARGETS, isNeededLibrary } from '../../../scripts/package/targets.mjs';
import { adapterPaths, fullPackageWeights } from '../../../scripts/package/weights.mjs';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';
import { readManifestFile } from '../../../src/modelkit/manifest/readManifest';

const budget = {
  files: ['a', 'b'],
  runtime: ['r'],
  libraries: { 'linux-x64': ['x.so'] },
  sizeBytes: { 'linux-x64': 10_000_000, universal: 1000 },
};

describe('budgetProblems', () => {
  it('finds nothing in a package that is as committed', () => {
    const files = ['a', 'b', 'r', 'x.so'];
    expect(budgetProblems(budget, 'linux-x64', { files, sizeBytes: 10_500_000 })).toEqual([]);
    expect(budgetProblems(budget, 'universal', { files: ['a', 'b'], sizeBytes: 1001 })).toEqual([]);
  });

  it('names each file that is too many and each that lacks', () => {
    const problems = budgetProblems(budget, 'universal', { files: ['a', 'r'], sizeBytes: 1000 });
    expect(problems).toEqual([
      'r is in the package and not in the budget',
      'b is in the budget and not in the package',
    ]);
  });

  it('refuses what has grown by more than a megabyte, and what is above the limit', () => {
    const files = ['a', 'b', 'r', 'x.so'];
    expect(budgetProblems(budget, 'linux-x64', { files, sizeBytes: 11_000_001 })).toHaveLength(1);
    expect(budgetProblems(budget, 'linux-x64', { files, sizeBytes: 35_000_001 })).toHaveLength(2);
  });

  it('allows a full package its weights, by name and by size', () => {
    const weights = { paths: ['models/one/tokenskip.json'], sizeBytes: 270_000_000 };
    const slim = ['a', 'b', 'r', 'x.so'];
    const files = [...slim, 'extension/models/one/tokenskip.json'];
    const problems = (packed: { files: string[]; sizeBytes: number }): readonly string[] =>
      budgetProblems(budget, 'linux-x64', packed, weights);
    expect(problems({ files, sizeBytes: 280_000_000 })).toEqual([]);
    expect(problems({ files: slim, sizeBytes: 280_000_000 })).toHaveLength(1);
    expect(problems({ files, sizeBytes: 281_000_001 })).toHaveLength(1);
  });
});

describe('the committed budget', () => {
  it('covers every target and stays below 35 MB', async () => {
    const { sizeBytes, libraries } = await readBudget();
    expect(Object.keys(sizeBytes).sort()).toEqual(Object.keys(TARGETS).sort());
    expect(Object.keys(libraries)).toHaveLength(Object.keys(TARGETS).length - 1);
    for (const bytes of Object.values(sizeBytes)) expect(bytes).toBeLessThan(35e6);
  });

  it('lists neither weights nor source maps nor what only the repository needs', async () => {
    const { files, runtime, libraries } = await readBudget();
    const all = [...files, ...runtime, ...Object.values(libraries).flat()];
    expect(
      all.filter((name) => /\.(map|ts|d\.ts|gguf|safetensors|onnx_data|py)$/.test(name)),
    ).toEqual([]);
    expect(
      all.filter((name) =>
        /(\.env|\.npmrc|samples|recipe(?!\/(?:vocab|prompts)\/(?:qwen|llama))|test)/.test(name),
      ),
    ).toEqual([]);
  });
});

describe('adapterPaths', () => {
  it('takes what is merged of the adapters that models are made with, and no trial', () => {
    const folder = 'tokenskip-one';
    expect(
      adapterPaths({
        models: [{}, { adapter: { kind: 'hub' } }, { adapter: { kind: 'shipped', folder } }],
      }),
    ).toEqual(
      ['adapter_config.json', 'adapter_model.safetensors', 'tokenskip.json'].map(
        (name) => `models/adapters/${folder}/${name}`,
      ),
    );
  });
});

describe('fullPackageWeights', () => {
  it('has the embedded model, its card, and the adapters that models of the catalogue are made with', async () => {
    const model = 'models/tokenskip-coder-0.5b';
    const { files } = await readManifestFile(model);
    const { paths, sizeBytes } = await fullPackageWeights();
    expect(paths).toEqual([
      ...[...files.map(({ path }) => path), 'tokenskip.json', 'README.md'].map(
        (path) => `${model}/${path}`,
      ),
      ...adapterPaths(catalogue),
    ]);
    expect(paths).toContain('models/adapters/tokenskip-coder-0.5b/adapter_model.safetensors');
    // The model has 270 MB, the adapter 18.
    expect(sizeBytes).toBeGreaterThan(265e6 + 17e6);
  });
});

describe('isNeededLibrary', () => {
  it('keeps the macOS library by the name that the binding links', () => {
    expect(isNeededLibrary('libonnxruntime.1.dylib')).toBe(true);
    expect(isNeededLibrary('libonnxruntime.1.30.0.dylib')).toBe(false);
    expect(isNeededLibrary('libonnxruntime.so.1')).toBe(true);
    expect(isNeededLibrary('onnxruntime_binding.node')).toBe(true);
  });
});

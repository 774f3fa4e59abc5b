import { describe, expect, it } from 'vitest';
import { adapterPaths, packedAdapters } from '../../../scripts/package/adapters.mjs';
import { budgetProblems, readBudget } from '../../../scripts/package/budget.mjs';
import { TARGETS, isNeededLibrary } from '../../../scripts/package/targets.mjs';

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
    const withAdapter = { files, sizeBytes: 35_000_001, adapterBytes: 17_000_000 };
    expect(budgetProblems(budget, 'linux-x64', withAdapter)).toHaveLength(1);
  });
});

describe('the committed budget', () => {
  it('covers every target and stays below 35 MB and its adapters', async () => {
    const { sizeBytes, libraries } = await readBudget();
    expect(Object.keys(sizeBytes).sort()).toEqual(Object.keys(TARGETS).sort());
    expect(Object.keys(libraries)).toHaveLength(Object.keys(TARGETS).length - 1);
    const limit = 35e6 + (await packedAdapters()).sizeBytes;
    for (const bytes of Object.values(sizeBytes)) expect(bytes).toBeLessThan(limit);
  });

  it('lists neither source maps nor what only the repository needs', async () => {
    const { files, runtime, libraries } = await readBudget();
    const adapters = (await packedAdapters()).paths.map((path) => `extension/${path}`);
    expect(files.filter((name) => name.includes('/adapters/')).sort()).toEqual(adapters.sort());
    const all = [...files, ...runtime, ...Object.values(libraries).flat()].filter(
      (name) => !adapters.includes(name),
    );
    expect(all.filter((name) => /\.(map|ts|d\.ts|gguf|safetensors|py)$/.test(name))).toEqual([]);
    expect(
      all.filter((name) =>
        /(\.env|\.npmrc|samples|recipe(?!\/(?:vocab|prompts)\/(?:qwen|llama))|test)/.test(name),
      ),
    ).toEqual([]);
  });
});

describe('adapterPaths', () => {
  it('takes what is merged of the adapters that models are made with, and no trial', () => {
    const folder = 'tokenskip-coder-0.5b-run7';
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

describe('isNeededLibrary', () => {
  it('keeps the macOS library by the name that the binding links', () => {
    expect(isNeededLibrary('libonnxruntime.1.dylib')).toBe(true);
    expect(isNeededLibrary('libonnxruntime.1.30.0.dylib')).toBe(false);
    expect(isNeededLibrary('libonnxruntime.so.1')).toBe(true);
    expect(isNeededLibrary('onnxruntime_binding.node')).toBe(true);
  });
});

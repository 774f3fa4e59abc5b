import { readFile, readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.mjs';
import { thirdPartyNotices } from '../../../scripts/package/notices.mjs';
import { onlyShipped } from '../../../scripts/package/sbom.mjs';
import { RUNTIME, shippedPackages } from '../../../scripts/package/shipped.mjs';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';

// What ships is read from the bundles: they are built where a source is newer.
beforeAll(async () => {
  await build();
}, 60_000);

/** Licences that let a package be passed on in one under Apache-2.0, with its notice. */
const allowed = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD']);

describe('what others wrote and the packages hold', () => {
  it('is what the bundles say of themselves, and the runtime', async () => {
    const names = (await shippedPackages()).map(({ name }) => name);
    // The bundles that are not minified name each file before its code.
    const said = new Set<string>();
    for (const bundle of ['dist/inference.js', 'dist/modelJob.js']) {
      const code = await readFile(bundle, 'utf8');
      for (const [, name] of code.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)) {
        said.add(name ?? '');
      }
    }
    expect(said.size).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining([...said, ...RUNTIME, 'katex', 'preact']));
    // Of the command line and of what builds and tests.
    for (const other of ['js-tiktoken', 'vitest', 'typescript']) expect(names).not.toContain(other);
  });

  it('has a licence that allows it', async () => {
    const others = (await shippedPackages()).filter(({ license }) => !allowed.has(license));
    expect(others).toEqual([]);
  });

  it('is in the notices, each with its version and the text of its licence', async () => {
    const notices = await thirdPartyNotices();
    const parts = notices.split(`\n${'-'.repeat(80)}\n\n`);
    for (const { name, version } of await shippedPackages()) {
      const part = parts.find((text) => text.startsWith(`${name} ${version}\n`));
      expect(part, name).toMatch(/copyright/i);
      expect(part?.length, name).toBeGreaterThan(500);
    }
    const fonts = parts.find((text) => text.startsWith('The fonts of KaTeX'));
    expect(fonts).toContain('SIL OPEN FONT LICENSE');
    for (const name of await readdir('node_modules/katex/dist/fonts')) {
      expect(fonts).toMatch(new RegExp(`${/^[^-]+/.exec(name)?.[0] ?? name}[,.]`));
    }
    // What the native libraries were built from, and what comes beside them on Windows.
    for (const name of ['abseil-cpp', 'Eigen', 'LLVM', 'DirectML']) expect(notices).toContain(name);
  });
});

describe('the models that ours derive from', () => {
  const ours = catalogue.models.filter(
    ({ adapter, source, trim }) =>
      adapter?.kind === 'shipped' || source.kind === 'release' || trim !== undefined,
  );

  it.each(ours.map(({ id, name, licence }) => [id, name, licence.name]))(
    'of %s are in the notices, with whose they are and what was changed',
    async (_, name, licence) => {
      const base = name.replace(/^TokenSkip-/, '');
      expect(licence).toBe('Apache-2.0');
      const parts = (await thirdPartyNotices()).split(`\n${'-'.repeat(80)}\n\n`);
      const part = parts.find((text) => text.includes(`https://huggingface.co/Qwen/${base}\n`));
      for (const said of ['Copyright 2024 Alibaba Cloud', 'Apache License', 'Changed by TokenSkip'])
        expect(part).toContain(said);
    },
  );
});

describe('the list of parts', () => {
  const component = (name: string): Parameters<typeof onlyShipped>[0]['components'][number] => ({
    'bom-ref': `ref-${name}`,
    name,
    properties: [{ name: 'cdx:npm:package:path', value: `node_modules/${name}` }],
  });
  const bom = {
    metadata: { component: { 'bom-ref': 'own', name: 'own' } },
    components: ['a', 'b', 'tests'].map(component),
    dependencies: [
      { ref: 'own', dependsOn: ['ref-a', 'ref-tests'] },
      { ref: 'ref-a', dependsOn: ['ref-b', 'ref-tests'] },
      { ref: 'ref-b' },
      { ref: 'ref-tests', dependsOn: ['ref-b'] },
    ],
  };

  it('names what ships, and what of it needs what', () => {
    const shipped = onlyShipped(bom, [{ name: 'a' }, { name: 'b' }]);
    expect(shipped.components.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(shipped.dependencies).toEqual([
      { ref: 'own', dependsOn: ['ref-a', 'ref-b'] },
      { ref: 'ref-a', dependsOn: ['ref-b'] },
      { ref: 'ref-b', dependsOn: [] },
    ]);
  });

  it('is refused where it lacks a part', () => {
    expect(() => onlyShipped(bom, [{ name: 'c' }])).toThrow('lacks c');
  });
});

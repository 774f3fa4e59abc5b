import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasNativeRuntime } from '../../../src/engine/nativeRuntime';

const libraries = ['node_modules', 'onnxruntime-node', 'bin', 'napi-v6'];

/** A folder of the product, with these folders in it. */
async function productWith(...folders: readonly (readonly string[])[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-runtime-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const folder of folders) await mkdir(join(root, ...folder), { recursive: true });
  return root;
}

describe('hasNativeRuntime', () => {
  it('finds what the package of a platform brings along, for that platform alone', async () => {
    const root = await productWith(['dist', ...libraries, 'linux', 'x64']);
    expect(hasNativeRuntime(root, 'linux', 'x64')).toBe(true);
    expect(hasNativeRuntime(root, 'linux', 'arm64')).toBe(false);
    expect(hasNativeRuntime(root, 'darwin', 'x64')).toBe(false);
  });

  it('finds none in the universal package', async () => {
    expect(hasNativeRuntime(await productWith(['dist']), 'linux', 'x64')).toBe(false);
  });

  it('finds what npm installs beside the child, and none for a Mac with an Intel processor', async () => {
    const root = await productWith(['dist'], [...libraries, 'win32', 'x64']);
    expect(hasNativeRuntime(root, 'win32', 'x64')).toBe(true);
    const repository = join(import.meta.dirname, '..', '..', '..');
    // Where a new version keeps it elsewhere, no machine would have an engine.
    for (const [platform, arch] of [
      ['linux', 'x64'],
      ['linux', 'arm64'],
      ['win32', 'x64'],
      ['win32', 'arm64'],
      ['darwin', 'arm64'],
    ] as const) {
      expect(hasNativeRuntime(repository, platform, arch)).toBe(true);
    }
    expect(hasNativeRuntime(repository, 'darwin', 'x64')).toBe(false);
  });
});

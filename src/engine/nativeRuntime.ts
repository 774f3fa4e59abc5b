import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Folder of onnxruntime-node that holds one folder for each system and processor. */
const libraries = join('onnxruntime-node', 'bin', 'napi-v6');

/**
 * True where the child in `rootDir` would find the native runtime for this system: the package of a
 * platform brings it along, the universal one has none. Looks at names only and loads nothing.
 *
 * @param rootDir folder that holds `dist/`: the installed extension, or the clone
 */
export function hasNativeRuntime(
  rootDir: string,
  platform: string = process.platform,
  arch: string = process.arch,
): boolean {
  const child = createRequire(join(rootDir, 'dist', 'inference.js'));
  const places = child.resolve.paths('onnxruntime-node') ?? [];
  return places.some((place) => existsSync(join(place, libraries, platform, arch)));
}

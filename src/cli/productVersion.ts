import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version in the package's own `package.json`; `unknown` when that cannot be read. */
export async function productVersion(rootDir: string): Promise<string> {
  try {
    const found: unknown = JSON.parse(await readFile(join(rootDir, 'package.json'), 'utf8'));
    if (typeof found !== 'object' || found === null || !('version' in found)) return 'unknown';
    return typeof found.version === 'string' ? found.version : 'unknown';
  } catch {
    return 'unknown';
  }
}

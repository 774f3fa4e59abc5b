import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..', '..');

/** Packs the working tree for one target, as a release is packed; resolves to the file. */
export async function packExtension(target: string): Promise<string> {
  const script = join(root, 'scripts', 'package.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--target', target]);
  const file = /MB {2}(.+\.vsix)$/m.exec(stdout)?.[1];
  if (file === undefined) throw new Error(`no package was made:\n${stdout}`);
  return file;
}

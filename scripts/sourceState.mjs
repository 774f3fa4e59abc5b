import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A digest of the names, sizes and times of the files that `paths` in `root` are or hold. It differs
 * once one of them is another file, also an older one: archives bring the time of a commit along.
 */
export async function sourceState(root, paths) {
  const lines = (await Promise.all(paths.map((path) => linesOf(root, path)))).flat();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

async function linesOf(root, path) {
  const info = await stat(join(root, path));
  if (!info.isDirectory()) return [`${path} ${info.size} ${info.mtimeMs}`];
  const names = (await readdir(join(root, path))).sort();
  return (await Promise.all(names.map((name) => linesOf(root, join(path, name))))).flat();
}

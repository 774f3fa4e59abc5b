import { createHash } from 'node:crypto';

/** A name for a workspace that says nothing about it; the same for the same folders in any order. */
export function workspaceKey(uris: readonly string[]): string {
  if (uris.length === 0) return 'none';
  const hash = createHash('sha256').update([...uris].sort().join('\n'));
  return hash.digest('hex').slice(0, 16);
}

import type { ShippedAdapter } from './catalogueEntry';

/** Folder of an adapter of our own, the same in the tree and in the package. */
export function adapterPlace({ folder }: Pick<ShippedAdapter, 'folder'>): string {
  return `models/adapters/${folder}`;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/appError';
import { adapterPlace } from '../catalogue/adapterPlace';
import type { CatalogueEntry, ShippedAdapter } from '../catalogue/catalogueEntry';
import { combineDigests } from '../convert/sourceDigest';
import { hashFile } from '../manifest/hashFile';
import { parseAdapterFacts } from '../manifest/parseManifest';
import { manifestName } from '../manifest/readManifest';
import { maxConfigBytes, readJsonFile } from '../source/jsonFile';
import { adapterConfigName, adapterWeightsName } from '../source/lora/readAdapter';
import { asFileError, systemCode } from '../../files/fileErrors';

interface ProductPlace {
  /** The tree, or the installed package. */
  readonly rootDir: string;
  readonly signal?: AbortSignal;
}

/**
 * Folder of the adapter that the product brings along for this model, undefined where there is none.
 * What is merged, weights and settings, has the digests of the catalogue, and it was trained on the
 * entry's GGUF file where it says on what. Its tokenskip.json is not pinned: what is measured later is
 * written into it, and every field is checked as it is read.
 *
 * Codes: `model-not-found`, `model-digest-mismatch`, `adapter-mismatch`, `model-file-invalid`.
 */
export async function shippedAdapter(
  { id, adapter, source }: CatalogueEntry,
  { rootDir, signal }: ProductPlace,
): Promise<string | undefined> {
  if (adapter?.kind !== 'shipped') return undefined;
  const folder = join(rootDir, adapterPlace(adapter));
  await requireFiles(adapter, rootDir);
  for (const [name, sha256] of [
    [adapterConfigName, adapter.configSha256],
    [adapterWeightsName, adapter.sha256],
  ] as const) {
    if ((await hashFile(join(folder, name), { signal })).sha256 === sha256) continue;
    throw new AppError(
      'model-digest-mismatch',
      `${adapterPlace(adapter)}/${name} is another file than TokenSkip was made with (sha256 ${sha256.slice(0, 12)}…): install TokenSkip again.`,
      { sha256 },
    );
  }
  const { base } = parseAdapterFacts(
    await readJsonFile(join(folder, manifestName), maxConfigBytes),
  );
  if (base !== undefined && source.kind === 'gguf' && base.sha256 !== source.sha256) {
    throw new AppError(
      'adapter-mismatch',
      `${adapterPlace(adapter)} is the wrong adapter for the base of ${id}, ${source.file}: it was trained on another file (sha256 ${base.sha256.slice(0, 12)}…); install TokenSkip again.`,
      { sha256: base.sha256 },
    );
  }
  return folder;
}

/**
 * What tells one version of an adapter from the next, for names of folders: its weights by the
 * catalogue, and what its small files say. Code `model-not-found`.
 */
export async function shippedVersion(adapter: ShippedAdapter, rootDir: string): Promise<string> {
  await requireFiles(adapter, rootDir);
  const digests = await Promise.all(
    smallFiles.map(async (path) => {
      return { path, ...(await hashFile(join(rootDir, adapterPlace(adapter), path))) };
    }),
  );
  return `${adapter.sha256.slice(0, 12)}${combineDigests(digests).sha256.slice(0, 8)}`;
}

const smallFiles = [adapterConfigName, manifestName] as const;

async function requireFiles(adapter: ShippedAdapter, rootDir: string): Promise<void> {
  for (const name of [adapterWeightsName, ...smallFiles]) {
    const path = join(rootDir, adapterPlace(adapter), name);
    await stat(path).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw asFileError(error, path);
      throw new AppError(
        'model-not-found',
        `${adapterPlace(adapter)}/${name} is missing, which TokenSkip brings along: install it again.`,
      );
    });
  }
}

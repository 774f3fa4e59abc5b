import { join, resolve } from 'node:path';
import { findEntry } from '../modelkit/catalogue/catalogue';
import type { GgufEntry } from '../modelkit/catalogue/catalogueEntry';
import { readManifest } from '../modelkit/manifest/readManifest';
import { findModel } from '../modelkit/store/findModel';
import type { BaseGgufOptions } from '../modelkit/store/prepareBaseGguf';
import { prepareBaseGguf } from '../modelkit/store/prepareBaseGguf';
import type { PrepareEntryOptions } from '../modelkit/store/prepareEntry';
import { prepareEntry } from '../modelkit/store/prepareEntry';
import type { PrepareProgress } from '../modelkit/store/prepareProgress';
import { shippedAdapter } from '../modelkit/store/shippedAdapter';
import { storePaths } from '../modelkit/store/storePaths';
import { AppError } from '../protocol/appError';
import type { ModelManifest } from '../protocol/modelManifest';
import type { CliContext } from './cliContext';
import { requireRuntime } from './requireRuntime';
import { ProgressLine } from './terminal/progressLine';

/** A model folder that is there, with what it says about itself. */
export interface ReadyModel {
  readonly folder: string;
  readonly manifest: ModelManifest;
}

const stageLabels: Readonly<Record<PrepareProgress['stage'], string>> = {
  download: 'Fetching',
  verify: 'Checking the digest',
  convert: 'Converting',
};

/** Folder of the product's own models. */
export function embeddedModelsDir(context: CliContext): string {
  return join(context.rootDir, 'models');
}

/**
 * The model that `--model` names; the default base is fetched and converted when it is missing.
 * Code `engine-missing`, before anything is fetched; those of `findModel` and `prepareEntry`.
 */
export async function prepareModel(
  name: string | undefined,
  context: CliContext,
): Promise<ReadyModel> {
  requireRuntime(context);
  const found = await findModel(name, embeddedModelsDir(context), storePaths(context.env));
  const folder =
    found.kind === 'folder' ? found.folder : await prepareFromCatalogue(found.id, {}, context);
  return { folder, manifest: await readManifest(folder) };
}

/** Folder of a catalogue's model, prepared with progress on standard error. */
export async function prepareFromCatalogue(
  id: string,
  change: Partial<Pick<PrepareEntryOptions, 'format' | 'from' | 'onFetched'>>,
  context: CliContext,
): Promise<string> {
  const entry = findEntry(id);
  if (entry === undefined) throw new AppError('internal', `no model "${id}" in the catalogue`);
  return withProgress(context, (options) =>
    prepareEntry(entry, { ...options, rootDir: context.rootDir, ...change }),
  );
}

/** What `model export` makes one file of. */
export interface Merge {
  /** GGUF file of the base. */
  readonly source: string;
  readonly adapterDir: string;
}

/**
 * The GGUF file of a base, fetched and checked if need be, or the path that is given instead; and the
 * adapter that is named, else the one that TokenSkip brings along for the base. Codes:
 * `invalid-argument` where there is none, and those of `shippedAdapter`, before anything is fetched;
 * those of `prepareBaseGguf`.
 */
export async function prepareMerge(
  base: GgufEntry | string,
  adapter: string | undefined,
  context: CliContext,
): Promise<Merge> {
  const adapterDir = adapter === undefined ? await ownAdapter(base, context) : resolve(adapter);
  const source =
    typeof base === 'string'
      ? resolve(base)
      : await withProgress(context, (options) => prepareBaseGguf(base, options));
  return { source, adapterDir };
}

async function ownAdapter(
  base: GgufEntry | string,
  { rootDir, signal }: CliContext,
): Promise<string> {
  const own =
    typeof base === 'string' ? undefined : await shippedAdapter(base, { rootDir, signal });
  if (own !== undefined) return own;
  throw new AppError(
    'invalid-argument',
    `TokenSkip brings no adapter along for ${typeof base === 'string' ? base : base.id}: name the one to merge in with --adapter DIR.`,
  );
}

async function withProgress(
  context: CliContext,
  work: (options: BaseGgufOptions) => Promise<string>,
): Promise<string> {
  const line = new ProgressLine(context.err);
  try {
    return await work({
      paths: storePaths(context.env),
      env: context.env,
      signal: context.signal,
      onNote: (text) => line.note(text),
      onProgress: ({ stage, done, total }) =>
        line.update({
          label: stageLabels[stage],
          done,
          total,
          unit: stage === 'convert' ? 'share' : 'bytes',
        }),
    });
  } finally {
    line.clear();
  }
}

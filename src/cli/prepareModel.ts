import { join, resolve } from 'node:path';
import { findEntry, findGgufEntry } from '../modelkit/catalogue/catalogue';
import { readManifest } from '../modelkit/manifest/readManifest';
import { findModel } from '../modelkit/store/findModel';
import type { BaseGgufOptions } from '../modelkit/store/prepareBaseGguf';
import { prepareBaseGguf } from '../modelkit/store/prepareBaseGguf';
import type { PrepareEntryOptions } from '../modelkit/store/prepareEntry';
import { prepareEntry } from '../modelkit/store/prepareEntry';
import type { PrepareProgress } from '../modelkit/store/prepareProgress';
import { storePaths } from '../modelkit/store/storePaths';
import { AppError } from '../protocol/appError';
import type { ModelManifest } from '../protocol/modelManifest';
import type { CliContext } from './cliContext';
import { scriptFetcher } from './scriptFetcher';
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

/** The model that `--model` names; the default base is fetched and converted when it is missing. */
export async function prepareModel(
  name: string | undefined,
  context: CliContext,
): Promise<ReadyModel> {
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

/** The GGUF file that `name` means: a base's, fetched and checked if need be, or a path. */
export async function prepareSourceGguf(name: string, context: CliContext): Promise<string> {
  const base = findGgufEntry(name);
  if (base === undefined) return resolve(name);
  return withProgress(context, (options) => prepareBaseGguf(base, options));
}

async function withProgress(
  context: CliContext,
  work: (options: BaseGgufOptions) => Promise<string>,
): Promise<string> {
  const line = new ProgressLine(context.err);
  const fetchElsewhere = scriptFetcher(context);
  try {
    return await work({
      paths: storePaths(context.env),
      env: context.env,
      signal: context.signal,
      ...(fetchElsewhere === undefined ? {} : { fetchElsewhere }),
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

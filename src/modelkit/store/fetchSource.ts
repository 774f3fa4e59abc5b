import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPromptTemplate } from '../../core/prompt/isPromptTemplate';
import { AppError } from '../../protocol/appError';
import type { FetchedAdapter, FetchedFolders } from '../../protocol/modelJob';
import type { CatalogueEntry, HubAdapter } from '../catalogue/catalogueEntry';
import { downloadBytes } from '../catalogue/entrySize';
import type { ConvertOptions } from '../convert/convertOptions';
import { combineDigests } from '../convert/sourceDigest';
import type { RepositoryFiles, RepositoryOptions, RepositoryRequest } from '../hub/fetchRepository';
import { fetchRepositoryFiles } from '../hub/fetchRepository';
import type { AdapterFacts } from '../manifest/parseManifest';
import { maxConfigBytes, readJsonFile } from '../source/jsonFile';
import { checkAdapter } from '../source/lora/checkAdapter';
import { adapterConfigName, adapterWeightsName } from '../source/lora/readAdapter';
import { hfConfig } from '../source/safetensors/hfConfig';
import type { PrepareOptions, PrepareProgress } from './prepareProgress';
import type { AccessEnvironment } from './repositoryAccess';
import { isRefusedAccess, repositoryAccess } from './repositoryAccess';
import { shippedAdapter } from './shippedAdapter';

export interface FetchSourceOptions extends PrepareOptions, AccessEnvironment {
  /** The tree, or the installed package. */
  readonly rootDir: string;
  readonly freeBytes?: (directory: string) => Promise<number>;
}

/**
 * The repository of an entry and its adapter's on this machine. What is small and may be wrong comes
 * first: configuration and adapter are checked before the weights are fetched.
 *
 * Codes: those of `fetchRepositoryFiles` (`hub-gated` and `hub-token` name the page where access is
 * given) and `shippedAdapter`, `unsupported-architecture`, `adapter-mismatch`, `model-file-invalid`.
 */
export async function fetchSource(
  entry: CatalogueEntry,
  options: FetchSourceOptions,
): Promise<FetchedFolders> {
  const { source, adapter } = entry;
  if (source.kind !== 'safetensors') {
    throw new AppError('internal', `${entry.id} is no repository of weights.`);
  }
  const { repository, revision } = source;
  const { onProgress } = options;
  const fetch = await fetcherFor(entry, options);
  let before = 0;
  /** What comes before the weights is a small part of one download, whatever is done with it. */
  const fetchFirst = async (request: RepositoryRequest): Promise<RepositoryFiles> => {
    const files = await fetch(request, ({ done, total }) => {
      const all = Math.max(before + total, downloadBytes(entry));
      onProgress?.({ stage: 'download', done: before + done, total: all });
    });
    before += files.files.reduce((sum, { bytes }) => sum + bytes, 0);
    return files;
  };
  const small = await fetchFirst({ repository, revision, files: [{ path: '*.json' }] });
  const config = hfConfig(
    await readJsonFile(join(small.folder, 'config.json'), maxConfigBytes),
    undefined,
  );
  const adapterFiles =
    adapter?.kind === 'hub' ? await fetchFirst(adapterRequest(adapter)) : undefined;
  const adapterDir = adapterFiles?.folder ?? (await shippedAdapter(entry, options));
  if (adapterDir !== undefined) await checkAdapter(config, adapterDir);
  options.onNote?.(`Fetching the weights of ${entry.name} (once).`);
  // The commit, not the name: a repository that changes between the two requests would be mixed.
  const weights = await fetch(
    { repository, revision: small.commit, files: [{ path: '*.safetensors' }] },
    ({ stage, done, total }) => onProgress?.({ stage, done: before + done, total: before + total }),
  );
  for (const files of [small, adapterFiles, weights])
    if (files !== undefined) options.onFetched?.(files);
  const shards = weights.files.filter(({ path }) => path.endsWith('.safetensors'));
  return {
    folder: weights.folder,
    commit: weights.commit,
    ...combineDigests(shards.toSorted((a, b) => (a.path < b.path ? -1 : 1))),
    adapter: adapterFiles === undefined ? null : adapterOf(adapterFiles),
  };
}

/** Nothing else: it travels to the process that converts, which takes no other fields. */
function adapterOf({ folder, commit }: RepositoryFiles): FetchedAdapter {
  return { folder, commit };
}

function adapterRequest({ repository, revision }: HubAdapter): RepositoryRequest {
  const files = [{ path: adapterConfigName }, { path: adapterWeightsName }];
  return { repository, revision, files };
}

type Fetch = (
  request: RepositoryRequest,
  onProgress: (progress: PrepareProgress) => void,
) => Promise<RepositoryFiles>;

async function fetcherFor(entry: CatalogueEntry, options: FetchSourceOptions): Promise<Fetch> {
  const { signal, onNote, freeBytes } = options;
  const repositoryOptions: RepositoryOptions = {
    ...(await repositoryAccess(options)),
    ...(signal === undefined ? {} : { signal }),
    ...(onNote === undefined ? {} : { onNote }),
    ...(freeBytes === undefined ? {} : { freeBytes }),
  };
  return (request, onProgress) =>
    fetchRepositoryFiles(request, { ...repositoryOptions, onProgress }).catch((error: unknown) => {
      throw isRefusedAccess(error) ? withAccessPage(error, entry) : error;
    });
}

function withAccessPage(error: AppError, { name, gatedAt, licence }: CatalogueEntry): AppError {
  if (gatedAt === undefined) return error;
  return new AppError(
    error.code,
    `${name} is given out by its publisher on request: accept the ${licence.name} at ${gatedAt}, then set HF_TOKEN to a token of that account (in VS Code «TokenSkip: Set Hub Token…») and get it again.`,
    { ...error.details, page: gatedAt },
    { cause: error },
  );
}

type ConversionSource = Pick<
  ConvertOptions,
  'source' | 'provenance' | 'adapterDir' | 'adapterFacts' | 'adapterProvenance'
>;

/** What the converter is told of fetched files. Code `model-file-invalid` for a prompt that is none. */
export async function conversionSource(
  entry: CatalogueEntry,
  { folder, commit, bytes, sha256, adapter }: FetchedFolders,
  rootDir: string,
): Promise<ConversionSource> {
  const repository = entry.source.kind === 'release' ? undefined : entry.source.repository;
  return {
    source: folder,
    provenance: { ...(repository && { repository }), revision: commit, bytes, sha256 },
    ...(adapter === null
      ? {}
      : {
          adapterDir: adapter.folder,
          adapterFacts: await factsOf(entry, rootDir),
          adapterProvenance: {
            ...(entry.adapter?.kind === 'hub' && { repository: entry.adapter.repository }),
            revision: adapter.commit,
          },
        }),
  };
}

/** Published adapters say nothing of ratios and prompts; the catalogue does. */
async function factsOf(
  { trainedRatios, prompt }: CatalogueEntry,
  rootDir: string,
): Promise<AdapterFacts> {
  const path = join(rootDir, 'models', 'recipe', 'prompts', `${prompt}.json`);
  const template: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (isPromptTemplate(template)) return { trainedRatios, prompt: template };
  throw new AppError(
    'model-file-invalid',
    `${path} is no prompt template: install TokenSkip again.`,
  );
}

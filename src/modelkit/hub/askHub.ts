import { listFiles, modelInfo, pathsInfo } from '@huggingface/hub';

export interface HubQuestion {
  readonly endpoint: string;
  readonly repository: string;
  readonly fetch: typeof fetch;
}

/**
 * What the hub says of a repository, through its own library and as it came: the caller checks it.
 * Imported on first use: every window loads what is at hand here, few ever list a repository; and
 * by name, so that a bundle holds these three calls and not the whole library.
 */
export async function commitOf(
  { endpoint, repository, fetch }: HubQuestion,
  revision: string,
): Promise<unknown> {
  const { sha } = await modelInfo({
    name: repository,
    revision,
    hubUrl: endpoint,
    fetch,
    additionalFields: ['sha'],
  });
  return sha;
}

/** Entries for those of the paths that are there. */
export async function entriesOf(
  { endpoint, repository, fetch }: HubQuestion,
  revision: string,
  paths: readonly string[],
): Promise<readonly unknown[]> {
  return pathsInfo({ repo: repository, revision, paths: [...paths], hubUrl: endpoint, fetch });
}

/** Entries of the whole repository, page after page. */
export function allEntries(
  { endpoint, repository, fetch }: HubQuestion,
  revision: string,
): AsyncIterable<unknown> {
  return listFiles({ repo: repository, revision, recursive: true, hubUrl: endpoint, fetch });
}

/** A file of a repository of the hub. */
export interface HubFile {
  /** `owner/name`. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly file: string;
}

/**
 * Address of a file's bytes at an endpoint (without a slash at the end). The hub answers with a
 * redirect to its storage.
 *
 * Source: huggingface/huggingface.js@fe42e6801:packages/hub/src/lib/file-download-info.ts
 */
export function resolveUrl({ repository, revision, file }: HubFile, endpoint: string): URL {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return new URL(`${endpoint}/${repository}/resolve/${encodeURIComponent(revision)}/${path}`);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The public model hub; `HF_ENDPOINT` names a mirror, as in the hub's own client. */
const defaultEndpoint = 'https://huggingface.co';

/** A file of a repository of the hub. */
export interface HubFile {
  /** `owner/name`. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly file: string;
}

/**
 * Address of a file's bytes. The hub answers with a redirect to its storage.
 *
 * Source: huggingface/huggingface.js@fe42e6801:packages/hub/src/lib/file-download-info.ts
 */
export function hubUrl({ repository, revision, file }: HubFile, env: Environment): URL {
  const mirror = env.HF_ENDPOINT ?? '';
  const endpoint = (mirror === '' ? defaultEndpoint : mirror).replace(/\/+$/, '');
  const path = file.split('/').map(encodeURIComponent).join('/');
  return new URL(`${endpoint}/${repository}/resolve/${encodeURIComponent(revision)}/${path}`);
}

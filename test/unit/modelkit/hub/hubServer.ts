import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileServer } from './fileServer';

/** One refusal, as the hub words it. */
export interface Refusal {
  readonly status: number;
  readonly errorCode?: string;
  readonly headers?: Record<string, string>;
}

export interface HubRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

interface StoredFile {
  readonly content: Buffer;
  readonly isLfs: boolean;
}

/** As the hub names content: SHA-256 of LFS files, else the SHA-1 of the git blob. */
export function oidOf({ content, isLfs }: StoredFile): string {
  return isLfs
    ? createHash('sha256').update(content).digest('hex')
    : createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** What git holds of an LFS file. */
function pointerOf(content: Buffer): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`;
}

/**
 * A server that speaks the hub's protocol for one repository: model info, tree in pages, paths-info,
 * and `resolve`, which redirects LFS files to a storage on another port and sends small ones itself.
 *
 * Source: huggingface/huggingface_hub:src/huggingface_hub/hf_api.py, file_download.py (headers)
 */
export class HubServer {
  readonly repository = 'owner/model';
  readonly commit = '0123456789abcdef0123456789abcdef01234567';
  readonly files = new Map<string, StoredFile>();
  /** Listed, and not there. */
  readonly hidden = new Set<string>();
  /** Holds the LFS files. */
  readonly storage = new FileServer(Buffer.from('not an LFS file'));
  /** What the next requests get instead of an answer. */
  refusals: Refusal[] = [];
  /** Whoever lacks it is refused as this says. */
  gate: { readonly token: string; readonly refusal: Refusal } | undefined;
  pageSize = 1_000;
  /** Names the next page at another origin than its own. */
  nextOrigin: string | undefined;
  /** Sends this in place of every list. */
  listing: unknown;
  readonly seen: HubRequest[] = [];
  #storageOrigin = '';
  #origin = '';
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** Starts listening; returns the endpoint. */
  async start(): Promise<string> {
    this.#storageOrigin = (await this.storage.start()).origin;
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#origin;
  }

  async stop(): Promise<void> {
    await this.storage.stop();
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
  }

  add(path: string, content: Buffer, isLfs = content.length > 1_000): void {
    const file = { content, isLfs };
    this.files.set(path, file);
    this.storage.contents.set(`/${oidOf(file)}`, content);
  }

  /** Paths that were downloaded, from here or from the storage. */
  get resolved(): readonly string[] {
    const prefix = `/${this.repository}/resolve/${this.commit}/`;
    return this.seen.flatMap(({ path }) =>
      path.startsWith(prefix) ? [decodeURIComponent(path.slice(prefix.length))] : [],
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.#origin);
    const { authorization } = request.headers;
    this.seen.push({ method: request.method ?? '', path: pathname, authorization });
    const isRefused = this.gate !== undefined && authorization !== `Bearer ${this.gate.token}`;
    const refusal = this.refusals.shift() ?? (isRefused ? this.gate?.refusal : undefined);
    if (refusal !== undefined) {
      refuse(response, refusal);
      return;
    }
    const api = `/api/models/${this.repository}`;
    if (pathname.startsWith(`/${this.repository}/resolve/`)) {
      this.#resolve(pathname, response);
      return;
    }
    if (!pathname.startsWith(`${api}/`)) {
      refuse(response, { status: 401, errorCode: 'RepoNotFound' });
      return;
    }
    const [what = '', revision = ''] = pathname.slice(api.length + 1).split('/');
    if (!['main', 'v1', this.commit].includes(revision)) {
      refuse(response, { status: 404, errorCode: 'RevisionNotFound' });
      return;
    }
    if (what === 'revision') {
      sendJson(response, this.#info());
      return;
    }
    if (what === 'tree') {
      this.#tree(pathname, searchParams, response);
      return;
    }
    const body = await readBody(request);
    const { paths } = JSON.parse(body) as { paths: string[] };
    sendJson(response, this.listing ?? this.#entries(paths));
  }

  #info(): unknown {
    const siblings = [...this.files.keys()].map((rfilename) => ({ rfilename }));
    const id = this.repository;
    return { _id: '1', id, sha: this.commit, gated: false, private: false, siblings };
  }

  #entries(paths: readonly string[]): readonly unknown[] {
    return paths.flatMap((path) => {
      const file = this.files.get(path);
      if (file === undefined) return [];
      const { content, isLfs } = file;
      const size = content.length;
      if (!isLfs) return [{ type: 'file', path, size, oid: oidOf(file) }];
      const pointer = pointerOf(content);
      const git = oidOf({ content: Buffer.from(pointer), isLfs: false });
      const lfs = { oid: oidOf(file), size, pointerSize: pointer.length };
      return [{ type: 'file', path, size, oid: git, lfs }];
    });
  }

  #tree(path: string, query: URLSearchParams, response: ServerResponse): void {
    if (this.listing !== undefined) {
      sendJson(response, this.listing);
      return;
    }
    const folder = { type: 'directory', path: 'onnx', size: 0, oid: 'a'.repeat(40) };
    const all = [folder, ...this.#entries([...this.files.keys()])];
    const start = Number(query.get('cursor') ?? 0);
    const end = start + this.pageSize;
    const next = `<${this.nextOrigin ?? this.#origin}${path}?recursive=true&cursor=${end}>; rel="next"`;
    sendJson(response, all.slice(start, end), end < all.length ? { link: next } : {});
  }

  #resolve(pathname: string, response: ServerResponse): void {
    const [revision = '', ...parts] = pathname.split('/resolve/')[1]?.split('/') ?? [];
    const path = decodeURIComponent(parts.join('/'));
    const file = this.files.get(path);
    if (revision !== this.commit || file === undefined || this.hidden.has(path)) {
      refuse(response, { status: 404, errorCode: 'EntryNotFound' });
      return;
    }
    const oid = oidOf(file);
    const headers = {
      'x-repo-commit': this.commit,
      'x-linked-etag': `"${oid}"`,
      'x-linked-size': String(file.content.length),
    };
    if (file.isLfs) {
      response.writeHead(302, { ...headers, location: `${this.#storageOrigin}/${oid}` }).end();
      return;
    }
    const length = String(file.content.length);
    response.writeHead(200, { ...headers, etag: `"${oid}"`, 'content-length': length });
    response.end(file.content);
  }
}

function refuse(response: ServerResponse, { status, errorCode, headers }: Refusal): void {
  const words = errorCode === undefined ? {} : { 'x-error-code': errorCode };
  const type = { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...words, ...headers });
  response.end(JSON.stringify({ error: 'the hub’s own text' }));
}

function sendJson(response: ServerResponse, value: unknown, headers = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { HubServer } from '../hub/hubServer';

const tiny = 'test/model/tiny';

/** A hub with several repositories: requests go on to a {@link HubServer} for each. */
export class RepositoryServer {
  readonly #hubs = new Map<string, HubServer>();
  readonly #origins = new Map<string, string>();
  readonly #server = createServer((request, response) => this.#forward(request, response));

  /** One with the tests' tiny models: a Qwen2, an adapter of it, and a Llama. */
  static ofTinyModels(): RepositoryServer {
    const server = new RepositoryServer();
    server.addFolder('someone/sample', join(tiny, 'qwen2'));
    server.addFolder('someone/adapter', join(tiny, 'qwen2-adapter'));
    server.addFolder('someone/llama', join(tiny, 'llama'));
    return server;
  }

  /** The repository of this name, made on first use. */
  repository(name: string): HubServer {
    const hub = this.#hubs.get(name) ?? new HubServer();
    this.#hubs.set(name, hub);
    return hub;
  }

  /** Puts the files of a folder of the tests into a repository. */
  addFolder(name: string, folder: string): HubServer {
    const hub = this.repository(name);
    for (const file of readdirSync(folder)) hub.add(file, readFileSync(join(folder, file)));
    return hub;
  }

  /** Starts listening; returns the endpoint. */
  async start(): Promise<string> {
    for (const [name, hub] of this.#hubs) this.#origins.set(name, await hub.start());
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const name of this.#origins.keys()) await this.#hubs.get(name)?.stop();
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const [name, origin] =
      [...this.#origins].find(([one]) => path.includes(`/${one}/`)) ?? ([] as const);
    if (name === undefined || origin === undefined) {
      response.writeHead(401, { 'x-error-code': 'RepoNotFound' }).end();
      return;
    }
    const target = path.replace(name, this.repository(name).repository);
    const { method, headers } = request;
    const next = forward(
      new URL(target, origin),
      { method: method ?? 'GET', headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    next.on('error', () => response.destroy());
    request.pipe(next);
  }
}

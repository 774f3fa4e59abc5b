import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { onTestFinished } from 'vitest';

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly hasKey: boolean;
  readonly body?: unknown;
  readonly status: number;
  readonly type: string;
  /** Bytes as Latin-1, one text for each piece in which they arrived. */
  readonly pieces: readonly string[];
}

export interface Recording {
  /** Name and version of the server. */
  readonly server: string;
  readonly exchanges: readonly Exchange[];
}

/** What `recordings/record.mjs` wrote. */
export async function readRecording(name: string): Promise<Recording> {
  const file = new URL(`recordings/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Recording;
}

/** Replays until the test ends; returns the address. */
export async function replay(recording: Recording): Promise<string> {
  const { address, stop } = await startReplay(recording);
  onTestFinished(stop);
  return address;
}

/**
 * Answers each request as the recorded server did, piece by piece; a request that was not recorded,
 * with exactly its body, gets a 599.
 */
export async function startReplay({
  exchanges,
}: Recording): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) sent.push(piece);
    const text = Buffer.concat(sent).toString('utf8');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const isRight = request.headers.authorization === 'Bearer secret-key';
    const found = exchanges.find(
      (one) =>
        one.method === request.method &&
        one.path === request.url &&
        one.status === (isRight ? one.status : 401) &&
        (isRight ? one.status !== 401 : true) &&
        isDeepStrictEqual(one.body, body),
    );
    response.writeHead(found?.status ?? 599, { 'content-type': found?.type ?? 'text/plain' });
    response.flushHeaders();
    for (const piece of found?.pieces ?? []) {
      await new Promise((written) => response.write(Buffer.from(piece, 'latin1'), written));
      await new Promise((settle) => setImmediate(settle));
    }
    response.end();
  }
}

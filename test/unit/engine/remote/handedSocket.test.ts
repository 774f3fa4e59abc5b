import type * as http from 'http';
import type { RequestOptions } from 'http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { RemoteEngine } from '../../../../src/engine/remote/remoteEngine';
import { json } from './completionServer';
import { openServer } from './openRemote';

const handed: { socket: Socket | undefined } = { socket: undefined };

/** As VS Code's requests through a proxy: the agent's socket is connected when the request gets it. */
vi.mock('http', async (load) => {
  const original = await load<typeof http>();
  const request = (url: URL, options: RequestOptions): http.ClientRequest => {
    const { socket } = handed;
    if (socket === undefined) return original.request(url, options);
    return original.request(url, {
      ...options,
      agent: undefined,
      createConnection: () => socket,
    });
  };
  return { ...original, request };
});

it('waits for the answer on a connection that was there before the request', async () => {
  const { server, address } = await openServer();
  server.other = async (response) => {
    await new Promise((done) => setTimeout(done, 400));
    json(200, { data: [{ id: 'slow' }] })(response);
  };
  const { hostname, port } = new URL(address);
  handed.socket = connect(Number(port), hostname);
  await once(handed.socket, 'connect');
  const engine = new RemoteEngine({ address, connectTimeoutMs: 100 });
  expect((await engine.models()).map(({ name }) => name)).toEqual(['slow']);
});

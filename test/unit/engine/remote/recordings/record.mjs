/**
 * Records what a client and a real server say to each other, for the tests that replay it.
 *
 *   node test/unit/engine/remote/recordings/record.mjs SERVER_URL OUT.json 'NAME VERSION' [PORT]
 *
 * Then let a client ask `http://127.0.0.1:PORT` (default 8123) instead of the server, and end this
 * with Ctrl-C. Bodies are kept as the pieces in which they arrived; the key is not kept.
 */
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';

const [target, outFile, server, port = '8123'] = process.argv.slice(2);
if (target === undefined || outFile === undefined || server === undefined) {
  process.stderr.write("usage: record.mjs SERVER_URL OUT.json 'NAME VERSION' [PORT]\n");
  process.exit(2);
}

const exchanges = [];

createServer(async (incoming, outgoing) => {
  const sent = [];
  for await (const piece of incoming) sent.push(piece);
  const body = Buffer.concat(sent);
  const headers = { ...incoming.headers };
  delete headers.host;
  const upstream = request(new URL(incoming.url, target), { method: incoming.method, headers });
  upstream.on('response', (response) => {
    const exchange = {
      method: incoming.method,
      path: incoming.url,
      hasKey: headers.authorization !== undefined,
      ...(body.length === 0 ? {} : { body: JSON.parse(body.toString('utf8')) }),
      status: response.statusCode,
      type: response.headers['content-type'] ?? '',
      pieces: [],
    };
    exchanges.push(exchange);
    outgoing.writeHead(response.statusCode, response.headers);
    response.on('data', (piece) => {
      exchange.pieces.push(piece.toString('latin1'));
      outgoing.write(piece);
    });
    response.on('end', () => outgoing.end());
  });
  outgoing.on('close', () => upstream.destroy());
  upstream.on('error', () => outgoing.destroy());
  upstream.end(body);
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', finish);
process.on('SIGINT', finish);

function finish() {
  const recording = { server, recordedAt: new Date().toISOString().slice(0, 10), exchanges };
  writeFileSync(outFile, `${JSON.stringify(recording, undefined, 1)}\n`);
  process.exit(0);
}

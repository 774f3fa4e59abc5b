import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorMessage, readStreamEvent } from '../../../../src/protocol/remote/streamEvent';
import { begin, event, json, piece } from './completionServer';
import { failure } from '../../support/failure';
import { openRemote, say } from './openRemote';

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

describe('the words of a server', () => {
  it('move no cursor and turn no line', () => {
    const said = errorMessage({ error: 'a\u001b[2Jb\u202ec\u0007\u009bd\r\ne' });
    expect(said).toBe('a [2Jb c d e');
  });

  it('may be nested deeper than the stack', () => {
    expect(errorMessage(JSON.parse(`{"error":${deep}}`))).toBe('');
    expect(readStreamEvent(`{"error":${deep}}`)).toMatchObject({ kind: 'error' });
    expect(readStreamEvent(deep)).toEqual({ kind: 'unreadable' });
  });

  it.each([400, 401, 404, 429, 500])('with status %i never hold the key', async (status) => {
    const lines: string[] = [];
    const { server, engine } = await openRemote({
      key: 'sk-secret-1234',
      tries: 1,
      logger: { log: (...line) => lines.push(line.join(' ')) },
    });
    server.answers = [json(status, { error: 'header was Authorization: Bearer sk-secret-1234' })];
    const error = await failure(engine.generate(say('a')));
    const told = [error.message, JSON.stringify(error.details), error.stack, ...lines].join('\n');
    expect(told).not.toContain('sk-secret');
  });

  it('never hold the key in a stream', async () => {
    const { server, engine } = await openRemote({ key: 'sk-secret-1234', tries: 1 });
    server.answers = [(response) => begin(response, event({ error: 'key sk-secret-1234' }))];
    const error = await failure(engine.generate(say('a')));
    expect(error.message).not.toContain('sk-secret');
  });
});

describe('what a server says of its size', () => {
  it.each([2 ** 40, 2 ** 31, 1.5, Number.MAX_SAFE_INTEGER])(
    'takes no room for %d tokens that never came',
    async (tokens) => {
      const { server, engine } = await openRemote();
      const usage = { prompt_tokens: 1, completion_tokens: tokens };
      server.answers = [
        (response) =>
          begin(response, piece('4', 'stop'), event({ choices: [], usage }), 'data: [DONE]\n\n'),
      ];
      const { outputs } = await engine.generate(say('a'));
      expect(outputs[0]?.tokenIds).toHaveLength(1);
    },
  );

  it('unpacks nothing: a packed answer is no stream', async () => {
    const { server, engine } = await openRemote({ tries: 1 });
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    server.answers = [
      (response) => {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'content-encoding': 'gzip',
        });
        response.end(bomb);
      },
    ];
    const before = process.memoryUsage().rss;
    expect((await failure(engine.generate(say('a')))).code).toMatch(/^remote-/);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });
});

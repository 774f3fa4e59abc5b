import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { RemoteEngine } from '../../../../src/engine/remote/remoteEngine';
import type { Answer } from './completionServer';
import { begin, delta, event, json, piece, says } from './completionServer';
import { failure } from '../../support/failure';
import { openRemote, openServer, say } from './openRemote';

const cutNow: Answer = (response) => void response.destroy();

describe('before the first text', () => {
  it.each<readonly [string, Answer]>([
    ['429', json(429, { error: { message: 'slow down' } })],
    ['500', json(500, { error: 'boom' })],
    ['503 while the model loads', json(503, { error: { code: 503, message: 'Loading model' } })],
    ['a cut before the head', cutNow],
    [
      'a cut after the head',
      (response) => {
        begin(response, ': ping\n\n');
        response.destroy();
      },
    ],
    [
      'an error in the stream',
      (response) => {
        begin(response, event({ error: { message: 'out of memory', code: 500 } }));
        response.end();
      },
    ],
  ])('%s is met with another try', async (_, fault) => {
    const { server, engine } = await openRemote();
    server.answers = [fault, fault, says('fine')];
    const heard: string[] = [];
    const { outputs } = await engine.generate(say('a'), {
      onToken: (_row, text) => heard.push(text),
    });
    expect(outputs[0]?.text).toBe('fine');
    expect(heard.join('')).toBe('fine');
    expect(server.completions).toHaveLength(3);
  });

  it('gives up after so many tries, with the code of the last one', async () => {
    const { server, engine } = await openRemote({ tries: 3 });
    server.answers = [json(429, { error: { message: 'quota' } })];
    const error = await failure(engine.generate(say('a')));
    expect(error).toMatchObject({ code: 'remote-busy', details: { status: 429 } });
    expect(error.message).toContain('quota');
    expect(server.completions).toHaveLength(3);
    expect(engine.status.failure).toBe(error);
  });

  it('waits as long as Retry-After says, and stops waiting when told to', async () => {
    const { server, engine } = await openRemote();
    server.answers = [json(429, {}, { 'retry-after': '1' }), says('fine')];
    const begun = performance.now();
    await engine.generate(say('a'));
    expect(performance.now() - begun).toBeGreaterThan(950);
    server.answers = [json(429, {}, { 'retry-after': '20' })];
    const stop = AbortSignal.timeout(30);
    expect((await failure(engine.generate(say('a'), { signal: stop }))).code).toBe('cancelled');
  });

  it.each<readonly [string, Answer, string]>([
    ['401', json(401, { error: { message: 'Invalid API key' } }), 'remote-key'],
    ['403', json(403, {}), 'remote-key'],
    ['404', json(404, { error: { message: 'The model does not exist.' } }), 'remote-model-unknown'],
    ['407', json(407, {}), 'remote-proxy'],
    ['422', json(422, { detail: [{ msg: 'no prompt' }] }), 'remote-refused'],
    [
      '400 for a long prompt',
      json(400, { error: { message: "This model's maximum context length is 2048 tokens." } }),
      'question-too-long',
    ],
    [
      '400 for a long answer',
      json(400, {
        error: {
          message:
            "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 4096 tokens and your request has 33 input tokens.",
        },
      }),
      'invalid-argument',
    ],
    ['JSON instead of a stream', json(200, { choices: [{ text: '4' }] }), 'remote-not-streaming'],
    [
      'a page instead of a stream',
      (response) => void response.setHeader('content-type', 'text/html').end('<html></html>'),
      'remote-not-streaming',
    ],
    [
      'events of something else',
      (response) => begin(response, event({ hello: 1 })),
      'remote-refused',
    ],
    [
      'an event without an end',
      (response) => begin(response, 'a'.repeat(1_000_001)),
      'remote-refused',
    ],
  ])('%s is told at once', async (_, fault, code) => {
    const { server, engine } = await openRemote();
    server.answers = [fault];
    const error = await failure(engine.generate(say('a')));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/: .+\.$/);
    expect(server.completions).toHaveLength(1);
    await expect.poll(() => server.open).toBe(0);
  });

  it('takes the key nowhere else', async () => {
    const { server, engine } = await openRemote({ key: 'secret' });
    const elsewhere = await openServer();
    server.answers = [json(307, {}, { location: `${elsewhere.address}/completions` })];
    const error = await failure(engine.generate(say('a')));
    expect(error.code).toBe('remote-refused');
    expect(error.message).toContain(new URL(elsewhere.address).host);
    expect(elsewhere.server.seen).toHaveLength(0);
  });
});

describe('after the first text', () => {
  it.each<readonly [string, Answer, string]>([
    [
      'a cut',
      (response) => {
        begin(response, piece('half'));
        setImmediate(() => response.destroy());
      },
      'remote-cut',
    ],
    [
      'an end without a reason',
      (response) => {
        begin(response, piece('half'));
        response.end();
      },
      'remote-cut',
    ],
    [
      'a 500 in the stream',
      (response) => begin(response, piece('half'), event({ error: { message: 'x', code: 500 } })),
      'remote-busy',
    ],
  ])('%s is told, and nothing is asked again', async (_, fault, code) => {
    const { server, engine } = await openRemote();
    server.answers = [fault, says('another answer')];
    const heard: string[] = [];
    const work = engine.generate(say('a'), { onToken: (_row, text) => heard.push(text) });
    expect((await failure(work)).code).toBe(code);
    expect(heard).toEqual(['half']);
    expect(server.completions).toHaveLength(1);
  });

  it('a reason without [DONE] and without usage is an end', async () => {
    const { server, engine } = await openRemote();
    server.answers = [
      (response) => {
        begin(response, piece('all'), piece('', 'length'));
        response.end();
      },
    ];
    const [output] = (await engine.generate(say('a'))).outputs;
    expect(output).toMatchObject({ text: 'all', finishReason: 'length', promptTokens: 0 });
    expect(output?.tokenIds).toHaveLength(1);
  });

  it.each<readonly [string, (response: ServerResponse) => void]>([
    ['a cut', (response) => setTimeout(() => response.destroy(), 20)],
    ['silence', () => undefined],
    ['an error', (response) => void response.write(event({ error: { message: 'x', code: 500 } }))],
    ['something else', (response) => void response.write(event({ hello: 1 }))],
  ])('%s after a reason takes nothing of the answer', async (_, fault) => {
    const { server, engine } = await openRemote({ stallTimeoutMs: 150 });
    server.answers = [
      (response) => {
        begin(response, piece('It is'), piece(' 4.', 'stop'));
        fault(response);
      },
    ];
    const [output] = (await engine.generate(say('a'))).outputs;
    expect(output).toMatchObject({ text: 'It is 4.', finishReason: 'stop' });
    expect(server.completions).toHaveLength(1);
    await expect.poll(() => server.open).toBe(0);
  });

  it('a stop after a reason is a stop', async () => {
    const { server, engine } = await openRemote();
    server.answers = [(response) => begin(response, piece('It is 4.', 'stop'))];
    const stop = new AbortController();
    const onToken = (): void => void setTimeout(() => stop.abort(), 20);
    const work = engine.generate(say('a'), { signal: stop.signal, onToken });
    expect((await failure(work)).code).toBe('cancelled');
  });

  it('a model that thinks for long is not silent', async () => {
    const { server, engine } = await openRemote({ stallTimeoutMs: 1000, tries: 1 });
    server.answers = [
      async (response) => {
        begin(response);
        for (let count = 0; count < 6; count += 1) {
          response.write(delta({ reasoning: 'so ' }));
          await new Promise((done) => setTimeout(done, 250));
        }
        response.end(delta({ content: 'four' }, 'stop'));
      },
    ];
    const [output] = (await engine.generate(say('a'))).outputs;
    expect(output?.text).toBe(`${'so '.repeat(6)}\n\nfour`);
  });

  it('comments and empty pieces without end are no sign of life', async () => {
    const { server, engine } = await openRemote({ stallTimeoutMs: 150, tries: 1 });
    server.answers = [
      (response) => {
        begin(response, piece('half'));
        const drip = setInterval(() => response.write(`: ping\n\n${piece('')}`), 20);
        response.on('close', () => clearInterval(drip));
      },
    ];
    expect((await failure(engine.generate(say('a')))).code).toBe('remote-cut');
    await expect.poll(() => server.open).toBe(0);
  });
});

describe('a body that stalls after its head', () => {
  const stalling =
    (status: number): Answer =>
    (response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.write('{');
    };
  const limits = { stallTimeoutMs: 100, tries: 1 };

  it('of an error is told by its status, and one of no stream by its type', async () => {
    const { server, engine } = await openRemote(limits);
    server.answers = [stalling(500), stalling(200)];
    const refused = await failure(engine.generate(say('a')));
    expect(refused).toMatchObject({ code: 'remote-busy', details: { status: 500 } });
    expect((await failure(engine.generate(say('a')))).code).toBe('remote-not-streaming');
    await expect.poll(() => server.open).toBe(0);
  });

  it('of a count leaves the estimate, of a list of models is told', async () => {
    const { server, engine } = await openRemote(limits);
    server.other = stalling(200);
    expect(await engine.countTokens(['1234567'])).toEqual([2]);
    expect((await failure(engine.load({ modelDir: '', device: 'auto' }))).code).toBe('remote-cut');
  });

  it('ends at once when it is stopped', async () => {
    const { server, engine } = await openRemote();
    server.other = stalling(200);
    server.answers = [stalling(500)];
    const stop = (): AbortSignal => AbortSignal.timeout(50);
    const errors = await Promise.all([
      failure(engine.models({ signal: stop() })),
      failure(engine.countTokens(['a'], { signal: stop() })),
      failure(engine.generate(say('a'), { signal: stop() })),
    ]);
    expect(errors.map(({ code }) => code)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('no server', () => {
  it('nothing listens, or the name is unknown', async () => {
    const probe = createServer();
    await new Promise<void>((settle) => probe.listen(0, '127.0.0.1', settle));
    const { port } = probe.address() as AddressInfo;
    await new Promise((settle) => probe.close(settle));
    for (const address of [`http://127.0.0.1:${port}`, 'http://no-such-host.invalid:1']) {
      const error = await failure(new RemoteEngine({ address }).models());
      expect(error.code).toBe('remote-unreachable');
    }
  });

  it('one that takes the connection and never answers', async () => {
    const { server, address } = await openServer();
    server.other = () => undefined;
    const engine = new RemoteEngine({ address, answerTimeoutMs: 60 });
    expect((await failure(engine.models())).code).toBe('remote-unreachable');
  });
});

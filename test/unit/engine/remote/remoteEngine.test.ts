import { describe, expect, it } from 'vitest';
import { qwen2Template } from '../../../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../../../src/core/prompt/promptTemplate';
import { RemoteEngine } from '../../../../src/engine/remote/remoteEngine';
import { begin, delta, event, json, piece, says } from './completionServer';
import { failure } from '../../support/failure';
import { openRemote, openServer, say } from './openRemote';

describe('a server without faults', () => {
  it('finds the model, streams, counts usage and closes', async () => {
    const { server, engine } = await openRemote({ key: ' abc ' });
    expect(engine.status).toMatchObject({
      state: 'ready',
      process: undefined,
      model: {
        modelId: 'qwen2.5-7b-tokenskip',
        contextLength: 2048,
        device: {
          used: 'remote',
          reason: expect.stringContaining('leaves this machine') as string,
        },
      },
    });
    server.answers = [says('two and two')];
    const heard: string[] = [];
    const { outputs } = await engine.generate(say('2 + 2?'), {
      onToken: (row, text, count) => heard.push(`${row}:${text}:${count}`),
      onRow: (row, { finishReason }) => heard.push(`${row} ${finishReason}`),
    });
    expect(heard).toEqual(['0:two:1', '0: and:2', '0: two:3', '0::3', '0 stop']);
    expect(outputs[0]).toMatchObject({ text: 'two and two', promptTokens: 9, cachedTokens: 0 });
    expect(outputs[0]?.tokenIds).toEqual(Int32Array.of(-1, -1, -1));
    expect(server.completions[0]).toMatchObject({ path: '/v1/completions', key: 'Bearer abc' });
    await engine.close();
    expect(engine.status.state).toBe('stopped');
    expect((await failure(engine.generate(say('a')))).code).toBe('engine-exited');
  });

  it('sends the prompt raw, with its marker and its control tokens', async () => {
    const { server, engine } = await openRemote();
    const prompt = renderPrompt(qwen2Template, { question: 'What is 2 + 2?', keepRatio: 0.5 });
    await engine.generate({
      prompts: [prompt],
      maxNewTokens: 99,
      stop: ['\n\n\n'],
      stopTokens: qwen2Template.stopTokens,
      sampling: { temperature: 0.7, topK: 40, seed: 5 },
    });
    expect(server.completions[0]?.body).toEqual({
      model: 'qwen2.5-7b-tokenskip',
      prompt:
        '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n' +
        'Please reason step by step, and put your final answer within \\boxed{}.\n' +
        'What is 2 + 2?<|eot_id|>0.5<|eot_id|><|im_end|>\n<|im_start|>assistant\n',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 99,
      temperature: 0.7,
      top_p: 1,
      seed: 5,
      top_k: 40,
      stop: ['\n\n\n', '<|im_end|>', '<|endoftext|>'],
    });
  });

  it('counts with the tokenizer of the server, and by length where it has none', async () => {
    const { server, engine } = await openRemote();
    server.other = (response, { path }) =>
      path === '/tokenize' ? json(200, { count: 7, tokens: [] })(response) : undefined;
    expect(await engine.countTokens(['some text', ''])).toEqual([7, 0]);
    server.other = json(404, {});
    const word = 'abcdefghi ';
    server.answers = [says(word.repeat(20))];
    await engine.generate(say('a'));
    expect(await engine.countTokens([word.repeat(10)])).toEqual([10]);
  });

  it('counts with the tokenizer again after a moment in which the server was busy', async () => {
    const { server, engine } = await openRemote();
    server.other = json(503, {});
    expect(await engine.countTokens(['1234567'])).toEqual([2]);
    server.other = json(200, { count: 5 });
    expect(await engine.countTokens(['1234567'])).toEqual([5]);
  });

  it('takes characters that are cut by the borders of the pieces', async () => {
    const { server, engine } = await openRemote();
    const bytes = Buffer.from(piece('π ≈ 3 🙂', 'stop'));
    server.answers = [
      async (response) => {
        begin(response);
        for (const byte of bytes) {
          await new Promise((sent) => response.write(Buffer.of(byte), sent));
        }
        response.end();
      },
    ];
    expect((await engine.generate(say('a'))).outputs[0]?.text).toBe('π ≈ 3 🙂');
  });

  it.each(['reasoning_content', 'reasoning'])(
    'takes what a thinking model writes as %s for the beginning of its answer',
    async (field) => {
      const { server, engine } = await openRemote();
      server.answers = [
        (response) =>
          begin(
            response,
            delta({ content: '', [field]: '2 + 2' }),
            delta({ content: '', [field]: ' is 4.' }),
            delta({ content: '\n' }),
            delta({ content: '\nIt is' }),
            delta({ content: '\n4.' }, 'stop'),
            'data: [DONE]\n\n',
          ),
      ];
      const heard: string[] = [];
      const { outputs } = await engine.generate(say('a'), {
        onToken: (_row, text) => heard.push(text),
      });
      expect(outputs[0]?.text).toBe('2 + 2 is 4.\n\nIt is\n4.');
      expect(heard.join('')).toBe(outputs[0]?.text);
    },
  );

  it('asks for no longer answer than the context has room for', async () => {
    const { server, engine } = await openRemote();
    const long = 'What is 2 + 2? '.repeat(200);
    const asked = async (text: string, maxNewTokens: number): Promise<unknown> => {
      await engine.generate({ ...say(text), maxNewTokens });
      return server.completions.at(-1)?.body?.max_tokens;
    };
    expect(await asked('a', 1024)).toBe(1024);
    expect(server.seen.some(({ path }) => path === '/tokenize')).toBe(false);
    server.other = json(200, { count: 700 });
    expect(await asked(long, 1024)).toBe(1024);
    expect(await asked(long, 2048)).toBe(2048 - 700 - 64);
    server.other = json(200, { count: 2040 });
    expect(await asked(long, 64)).toBe(1);
  });

  it('says that the context was full where less room than asked for was left', async () => {
    const { server, engine } = await openRemote();
    server.answers = [(response) => begin(response, piece('so far'), piece('', 'length'))];
    const [cut] = (await engine.generate({ ...say('a'), maxNewTokens: 4096 })).outputs;
    expect(cut).toMatchObject({ text: 'so far', finishReason: 'context' });
    const [long] = (await engine.generate(say('a'))).outputs;
    expect(long?.finishReason).toBe('length');
  });

  it('ends at its own stops, length, loops and deadline, and closes the connection', async () => {
    const { server, engine } = await openRemote();
    const open = (text: string, times = 1) => [
      (response: Parameters<typeof begin>[0]) =>
        begin(response, ...Array.from({ length: times }, () => piece(text))),
    ];
    server.answers = open('one STOP two');
    const stopped = await engine.generate({ ...say('a'), stop: ['STOP'] });
    expect(stopped.outputs[0]).toMatchObject({ text: 'one ', finishReason: 'stop' });
    server.answers = open('word', 200);
    const looped = await engine.generate({ ...say('a'), maxNewTokens: 150 });
    expect(looped.outputs[0]?.finishReason).toBe('loop');
    const long = await engine.generate({ ...say('a'), maxNewTokens: 10, detectLoops: false });
    expect(long.outputs[0]?.finishReason).toBe('length');
    server.answers = open('so far');
    const late = await engine.generate({ ...say('a'), deadlineMs: 500 });
    expect(late.outputs[0]).toMatchObject({ text: 'so far', finishReason: 'deadline' });
    await expect.poll(() => server.open).toBe(0);
  });

  it('stops at once when it is told to, and the server hears of it', async () => {
    const { server, engine } = await openRemote();
    server.answers = [(response) => begin(response, piece('going on'))];
    const stop = new AbortController();
    const heard: string[] = [];
    const work = engine.generate(say('a'), {
      signal: stop.signal,
      onToken: (_, text) => {
        heard.push(text);
        stop.abort();
      },
    });
    expect((await failure(work)).code).toBe('cancelled');
    expect(heard).toEqual(['going on']);
    await expect.poll(() => server.open).toBe(0);
    expect(engine.status).toMatchObject({ state: 'ready', failure: undefined });
  });

  it('rethrows what a listener throws', async () => {
    const { engine } = await openRemote();
    const work = engine.generate(say('a'), {
      onToken: () => {
        throw new RangeError('mine');
      },
    });
    await expect(work).rejects.toThrow(RangeError);
  });
});

describe('what a server cannot do', () => {
  it('is refused before anything is sent', async () => {
    const { server, engine } = await openRemote();
    const forced = engine.generate({ ...say('a'), forced: ['b'] });
    expect((await failure(forced)).code).toBe('remote-unsupported');
    expect((await failure(engine.tokenize())).code).toBe('remote-unsupported');
    expect(server.completions).toHaveLength(0);
  });

  it.each(['localhost:8000', 'ftp://host/', 'http://me:word@host/v1', 'http://host/v1?key=a', ''])(
    'no address: %s',
    (address) => {
      expect(() => new RemoteEngine({ address })).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }) as Error,
      );
    },
  );

  it('no key that a header cannot hold', () => {
    expect(() => new RemoteEngine({ address: 'http://localhost', key: 'a\nb' })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }) as Error,
    );
  });
});

describe('finding the model', () => {
  it('names what there is when the name is unknown', async () => {
    const { address } = await openServer();
    const engine = new RemoteEngine({ address });
    const error = await failure(engine.load({ modelDir: 'other', device: 'auto' }));
    expect(error).toMatchObject({ code: 'remote-model-unknown' });
    expect(error.message).toContain('qwen2.5-7b-tokenskip');
    expect(engine.status).toMatchObject({ state: 'stopped', failure: error });
  });

  it('works without /v1 in the address and below a path', async () => {
    const { server, address } = await openServer();
    server.other = json(200, { data: [{ id: 'a' }] });
    const engine = new RemoteEngine({ address: address.replace(/v1$/, 'deep/path/') });
    expect((await engine.models()).map(({ name }) => name)).toEqual(['a']);
    expect(server.seen[0]?.path).toBe('/deep/path/v1/models');
  });

  it('says that an address has no list', async () => {
    const { server, address } = await openServer();
    server.other = (response) => void response.end('<html>');
    const engine = new RemoteEngine({ address });
    expect((await failure(engine.models())).code).toBe('remote-refused');
  });

  it('reads an error that comes as a stream', async () => {
    const { server, engine } = await openRemote({ tries: 1 });
    server.answers = [(response) => begin(response, event({ error: { message: 'no' } }))];
    expect((await failure(engine.generate(say('a')))).code).toBe('remote-busy');
  });
});

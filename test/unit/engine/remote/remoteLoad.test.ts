import { expect, it } from 'vitest';
import { FairSlots } from '../../../../src/engine/remote/fairSlots';
import type { Answer } from './completionServer';
import { begin, piece } from './completionServer';
import { openRemote, say } from './openRemote';

/** Repeats the prompt in so many pieces, once `isReady`, with a breath between them. */
const echo =
  (times: number, isReady: () => boolean = () => true): Answer =>
  async (response, { body }) => {
    const prompt = String(body?.prompt);
    begin(response);
    while (!isReady()) await new Promise((settle) => setImmediate(settle));
    for (let at = 0; at < times; at += 1) {
      response.write(piece(`${prompt}.${at} `));
      if (at % 16 === 0) await new Promise((settle) => setImmediate(settle));
    }
    response.end(`${piece('', 'stop')}data: [DONE]\n\n`);
  };

const expected = (prompt: string, times: number): string =>
  Array.from({ length: times }, (_, at) => `${prompt}.${at} `).join('');

it('64 streams at once through one engine lose and mix nothing', async () => {
  const { server, engine } = await openRemote({ parallel: 64 });
  server.answers = [echo(200, () => server.mostOpen === 64)];
  const prompts = Array.from({ length: 64 }, (_, row) => `p${row}`);
  const heard = new Map(prompts.map((_, row) => [row, '']));
  const { outputs } = await engine.generate(
    { ...say(...prompts), batchSize: 64, maxNewTokens: 1000 },
    { onToken: (row, text) => heard.set(row, `${heard.get(row) ?? ''}${text}`) },
  );
  for (const [row, prompt] of prompts.entries()) {
    expect(outputs[row]?.text).toBe(expected(prompt, 200));
    expect(heard.get(row)).toBe(expected(prompt, 200));
  }
  expect(server.mostOpen).toBe(64);
  expect(server.completions).toHaveLength(64);
});

it('64 calls share the slots: the server never sees more at once', async () => {
  const { server, engine } = await openRemote({ parallel: 4 });
  server.answers = [echo(8, () => server.mostOpen >= 4)];
  const calls = Array.from({ length: 64 }, (_, call) => engine.generate(say(`c${call}`)));
  const texts = (await Promise.all(calls)).map(({ outputs }) => outputs[0]?.text);
  expect(texts).toEqual(calls.map((_, call) => expected(`c${call}`, 8)));
  expect(server.mostOpen).toBe(4);
});

it('a question is not kept waiting by a thousand others of another call', async () => {
  const { server, engine } = await openRemote({ parallel: 2 });
  server.answers = [echo(4)];
  const stop = new AbortController();
  let ended = 0;
  const many = engine.generate(
    { ...say(...Array.from({ length: 1000 }, () => 'bulk')), batchSize: 64 },
    { signal: stop.signal, onRow: () => (ended += 1) },
  );
  await expect.poll(() => ended).toBeGreaterThan(0);
  const before = ended;
  await engine.generate(say('mine'));
  // Those that ran, and those that began beside it.
  expect(ended - before).toBeLessThan(20);
  stop.abort();
  await expect(many).rejects.toMatchObject({ code: 'cancelled' });
  await expect.poll(() => server.open).toBe(0);
});

it('the first failure of a call ends what runs beside it', async () => {
  const { server, engine } = await openRemote({ parallel: 8, tries: 1 });
  server.answers = [
    (response) => begin(response, piece('never ends')),
    (response) => void response.writeHead(401).end(),
    (response) => begin(response, piece('never ends')),
  ];
  const work = engine.generate({ ...say('a', 'b', 'c', 'd', 'e'), batchSize: 3 });
  await expect(work).rejects.toMatchObject({ code: 'remote-key' });
  await expect.poll(() => server.open).toBe(0);
  expect(server.completions.length).toBeLessThanOrEqual(3);
});

it('slots go to the lanes in turn, and a lane that gave up is passed over', async () => {
  const slots = new FairSlots(1);
  const order: string[] = [];
  const never = new AbortController().signal;
  let open = (): void => undefined;
  const gate = new Promise<void>((settle) => (open = settle));
  const first = slots.lane();
  const second = slots.lane();
  const third = slots.lane();
  const giveUp = new AbortController();
  const run = (lane: typeof first, name: string, signal = never): Promise<void> =>
    lane.use(() => Promise.resolve(void order.push(name)), signal);
  const work = [
    first.use(() => gate, never),
    run(first, 'a1'),
    run(first, 'a2'),
    run(first, 'a3'),
    run(second, 'b1'),
    run(second, 'b2'),
  ];
  const left = run(third, 'c1', giveUp.signal);
  giveUp.abort();
  await expect(left).rejects.toMatchObject({ code: 'cancelled' });
  open();
  await Promise.all(work);
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { CompletionServer, json, says } from '../engine/remote/completionServer';
import { ask } from '../../../src/cli/commands/ask';
import { runCommand } from '../../../src/cli/runCommand';
import type { FakeContext } from './fakeContext';
import { fakeContext } from './fakeContext';

const answer = 'Two and two make four. 2 + 2 = 4\n\nThe final answer is: $\\boxed{4}$';

async function open(): Promise<{ server: CompletionServer; address: string }> {
  const server = new CompletionServer();
  const address = await server.start();
  onTestFinished(() => server.stop());
  server.answers = [says(answer)];
  return { server, address };
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly context: FakeContext }> {
  const context = fakeContext({ env });
  return { code: await runCommand(['ask', ...args], [ask], '', context), context };
}

describe('ask --remote', () => {
  it('asks the first model with the key of the environment, and says where the question went', async () => {
    const { server, address } = await open();
    const env = { TOKENSKIP_API_KEY: 'mine' };
    const { code, context } = await run(['--remote', address, '--ratio', '0.5', '2 + 2?'], env);
    expect(code).toBe(0);
    expect(context.out.text).toContain('Two and two make four.');
    expect(context.err.text).toContain(`qwen2.5-7b-tokenskip (${new URL(address).host})`);
    expect(context.err.text).toContain('leaves this machine');
    expect(server.completions[0]?.key).toBe('Bearer mine');
    expect(server.completions[0]?.body?.prompt).toContain(
      '2 + 2?<|eot_id|>0.5<|eot_id|><|im_end|>',
    );
  });

  it('prints the same object as for a model of this machine', async () => {
    const { address } = await open();
    const { code, context } = await run(['--remote', address, '--json', '2 + 2?']);
    expect(code).toBe(0);
    expect(JSON.parse(context.out.text)).toMatchObject({
      answer: '4',
      device: 'remote',
      model: 'qwen2.5-7b-tokenskip',
      promptTokens: 9,
      saved: null,
      checks: [{ holds: true }],
    });
  });

  it('does not promise exact arithmetic', async () => {
    const { server, address } = await open();
    const { code, context } = await run(['--remote', address, '--exact', 'on', '2 + 2?']);
    expect(code).toBe(2);
    expect(context.err.text).toContain('--exact on');
    expect(server.completions).toEqual([]);
    const off = await run(['--remote', address, '--exact', 'off', '--json', '2 + 2?']);
    expect(off.code).toBe(0);
    expect(JSON.parse(off.context.out.text)).not.toHaveProperty('corrections');
  });

  it('lets several chains vote', async () => {
    const { server, address } = await open();
    const { code, context } = await run(['--remote', address, '--vote', '3', '--json', '2 + 2?']);
    expect(code).toBe(0);
    expect(JSON.parse(context.out.text)).toMatchObject({ answer: '4', votes: { asked: 3 } });
    const seeds = server.completions.map(({ body }) => body?.seed);
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it.each([
    [['--remote', 'nowhere', 'Q?'], 2, 'invalid-argument'],
    [['--remote', 'http://localhost:1', '--device', 'cpu', 'Q?'], 2, 'invalid-argument'],
    [['--remote', 'http://localhost:1', '--api', 'other', 'Q?'], 2, 'invalid-argument'],
    [['--remote', 'http://127.0.0.1:1', 'Q?'], 1, 'remote-unreachable'],
  ])('%j ends with %d', async (args, exitCode, code) => {
    const { code: ended, context } = await run([...args, '--json']);
    expect(ended).toBe(exitCode);
    expect(JSON.parse(context.out.text)).toMatchObject({ error: { code } });
  });

  it('names the remedy for a wrong key', async () => {
    const { server, address } = await open();
    server.other = json(401, { error: { message: 'Invalid API key' } });
    const { code, context } = await run(['--remote', address, 'Q?']);
    expect(code).toBe(1);
    expect(context.err.text).toContain('TOKENSKIP_API_KEY');
  });
});

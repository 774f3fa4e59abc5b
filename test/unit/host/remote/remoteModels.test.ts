import { describe, expect, it, onTestFinished } from 'vitest';
import { RemoteModels } from '../../../../src/host/remote/remoteModels';
import { keyName } from '../../../../src/host/remote/remoteSettings';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import type { Settings } from '../../../../src/host/settings/settingsTable';
import { AppError } from '../../../../src/protocol/appError';
import { silentLogger } from '../../../../src/protocol/logger';
import { json, says } from '../../engine/remote/completionServer';
import { openServer, say } from '../../engine/remote/openRemote';

const never = new AbortController().signal;

interface Named {
  'remote.address': string;
  'remote.model': string;
}

/** What the host holds of a server, with settings and keys that a test may change. */
function open(
  address: string,
  model = '',
): { remote: RemoteModels; named: Named; keys: Map<string, string> } {
  const named: Named = { 'remote.address': address, 'remote.model': model };
  const keys = new Map<string, string>();
  const settings = (): Settings =>
    checkSettings((key) => new Map<string, unknown>(Object.entries(named)).get(key)).settings;
  const remote = new RemoteModels({
    settings,
    secrets: { get: (name) => Promise.resolve(keys.get(name)) },
    logger: silentLogger,
  });
  onTestFinished(() => remote.close());
  return { remote, named, keys };
}

describe('the models of a server', () => {
  it('are not asked for anything until they are used, and answer only when one is chosen', async () => {
    const { server, address } = await openServer();
    const { remote, named } = open(address);
    expect(remote.server?.host).toBe(new URL(address).host);
    expect(remote.isSelected).toBe(false);
    named['remote.model'] = 'qwen2.5-7b-tokenskip';
    expect(remote.isSelected).toBe(true);
    const { manifest, host } = await remote.selected();
    expect(manifest.trainedRatios).toContain(0.5);
    expect(host).toBe(new URL(address).host);
    expect(server.seen).toHaveLength(0);
    server.answers = [says('four')];
    const states: string[] = [];
    remote.onStatus(({ state }) => states.push(state));
    const text = await remote.use(async ({ engine, loaded }) => {
      expect(loaded.device.used).toBe('remote');
      return (await engine.generate(say('2 + 2?'))).outputs[0]?.text;
    }, never);
    expect(text).toBe('four');
    expect(states).toEqual(['loading', 'ready', 'generating', 'ready']);
  });

  it('share one list for a while, and use the key of this address only', async () => {
    const { server, address } = await openServer();
    const { remote, named, keys } = open(address);
    keys.set(keyName(address), 'mine');
    await remote.list();
    await remote.list();
    expect(server.seen.map(({ key }) => key)).toEqual(['Bearer mine']);
    const other = await openServer();
    named['remote.address'] = other.address;
    await remote.list();
    expect(other.server.seen.map(({ key }) => key)).toEqual([undefined]);
  });

  it('are asked for once where there are none, and anew when that is forgotten', async () => {
    const { server, address } = await openServer();
    server.other = json(500, { error: 'broken' });
    const { remote } = open(address);
    const listed = await Promise.allSettled([remote.list(), remote.list()]);
    await expect(remote.list()).rejects.toBeInstanceOf(AppError);
    expect(listed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const asked = server.seen.length;
    remote.forgetList();
    await remote.list().catch(() => undefined);
    expect(server.seen.length).toBe(2 * asked);
  });

  it('serve two first questions at once', async () => {
    const { server, address } = await openServer();
    const { remote } = open(address, 'qwen2.5-7b-tokenskip');
    server.answers = [says('four'), says('nine')];
    const ask = (question: string): Promise<string | undefined> =>
      remote.use(
        async ({ engine }) => (await engine.generate(say(question))).outputs[0]?.text,
        never,
      );
    const texts = await Promise.all([ask('2 + 2?'), ask('3 * 3?')]);
    expect(texts.toSorted()).toEqual(['four', 'nine']);
  });

  it('stay under an answer that runs when another one is selected', async () => {
    const { server, address } = await openServer();
    const data = [{ id: 'first' }, { id: 'second' }];
    server.other = (response, { path }) =>
      json(path === '/v1/models' ? 200 : 404, { data })(response);
    const { remote, named } = open(address, 'first');
    await remote.use(async ({ engine, manifest }) => {
      await engine.generate(say('2 + 2?'));
      named['remote.model'] = 'second';
      await remote.use(({ engine: other }) => other.generate(say('3 * 3?')), never);
      expect(remote.status?.model?.modelId).toBe('second');
      await engine.generate(say('4 + 4?'));
      expect(manifest.name).toBe('first');
    }, never);
    expect(server.completions.map(({ body }) => body?.model)).toEqual(['first', 'second', 'first']);
  });

  it('take a key that was set in the meantime', async () => {
    const { server, address } = await openServer();
    const { remote, keys } = open(address);
    await remote.list();
    keys.set(keyName(address), 'new');
    await remote.list();
    expect(server.seen.map(({ key }) => key)).toEqual([undefined, 'Bearer new']);
  });

  it.each(['', 'not an address'])('refuses «%s»', async (address) => {
    const { remote } = open(address, 'm');
    const error: unknown = await remote.list().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'invalid-argument' });
  });
});

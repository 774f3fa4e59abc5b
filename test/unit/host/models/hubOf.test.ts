import { describe, expect, it } from 'vitest';
import type { HubServices } from '../../../../src/host/models/hubOf';
import { hubOf, tokenName } from '../../../../src/host/models/hubOf';

/** What the host holds: a setting and the secrets. */
function services(downloadAddress: string, kept: ReadonlyMap<string, string>): HubServices {
  return {
    settings: { current: { downloadAddress } },
    context: { secrets: { get: (name) => Promise.resolve(kept.get(name)) } },
  };
}

describe('the hub of the settings', () => {
  const env = { HF_TOKEN: 'hf_env', HF_ENDPOINT: 'https://mirror.example/hub' };

  it('gets the token that is kept for its origin, and no other', async () => {
    const mirror = 'https://own.example:8443/hf/';
    const name = tokenName(await hubOf(services(mirror, new Map()), env));
    const kept = new Map([[name, 'kept']]);
    expect(await hubOf(services(` ${mirror} `, kept), env)).toEqual({
      endpoint: 'https://own.example:8443/hf',
      token: 'kept',
      proxyEnv: undefined,
    });
    expect((await hubOf(services('https://own.example:8443/x', kept), env)).token).toBe('kept');
    expect((await hubOf(services('https://own.example', kept), env)).token).toBeUndefined();
    expect((await hubOf(services('http://own.example:8443', kept), env)).token).toBeUndefined();
  });

  it('is that of the environment without a setting, where a kept token goes first', async () => {
    const found = await hubOf(services('', new Map()), env);
    expect(found).toMatchObject({ endpoint: env.HF_ENDPOINT, token: 'hf_env' });
    const kept = new Map([[tokenName(found), 'kept']]);
    expect((await hubOf(services('', kept), env)).token).toBe('kept');
  });

  it('refuses an address that is none', async () => {
    await expect(hubOf(services('mirror', new Map()), env)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });
});

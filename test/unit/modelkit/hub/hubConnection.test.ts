import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubConnection } from '../../../../src/modelkit/hub/hubConnection';
import { hubFolders } from '../../../../src/modelkit/hub/hubFolders';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tokenskip-home-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('hubConnection', () => {
  it('asks the public hub, the mirror of the environment, or the one that is named', async () => {
    const env = { HF_HOME: home };
    expect((await hubConnection({ env })).endpoint).toBe('https://huggingface.co');
    const mirrored = { ...env, HF_ENDPOINT: 'https://mirror.example/hub/' };
    expect((await hubConnection({ env: mirrored })).endpoint).toBe('https://mirror.example/hub');
    const named = await hubConnection({ env: mirrored, address: 'http://10.0.0.1:8080' });
    expect(named.endpoint).toBe('http://10.0.0.1:8080');
  });

  it.each(['ftp://x', 'mirror.example', 'https://', 'http:///'])('refuses %s', async (address) => {
    const env = { HF_HOME: home };
    await expect(hubConnection({ env, address })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await expect(hubConnection({ env: { ...env, HF_ENDPOINT: address } })).rejects.toThrow(
      /HF_ENDPOINT/,
    );
  });

  it('finds the token as the hub’s own tools do', async () => {
    const tokenOf = async (env: Record<string, string>): Promise<string | undefined> =>
      (await hubConnection({ env: { HF_HOME: home, ...env } })).token;
    expect(await tokenOf({})).toBeUndefined();
    await writeFile(join(home, 'token'), 'hf_file\n');
    expect(await tokenOf({})).toBe('hf_file');
    await mkdir(join(home, 'elsewhere'));
    await writeFile(join(home, 'elsewhere', 't'), ' hf_path\r\n');
    expect(await tokenOf({ HF_TOKEN_PATH: join(home, 'elsewhere', 't') })).toBe('hf_path');
    expect(await tokenOf({ HF_TOKEN: ' hf_env ' })).toBe('hf_env');
    expect(await tokenOf({ HF_TOKEN: '' })).toBe('hf_file');
  });

  it('gives a token of the environment to no address from elsewhere', async () => {
    const env = { HF_HOME: home, HF_TOKEN: 'hf_env', HF_ENDPOINT: 'https://mirror.example' };
    expect((await hubConnection({ env })).token).toBe('hf_env');
    const address = 'https://other.example';
    expect((await hubConnection({ env, address })).token).toBeUndefined();
    expect((await hubConnection({ env, address, token: 'kept' })).token).toBe('kept');
    expect((await hubConnection({ env, address: 'https://mirror.example/x' })).token).toBe(
      'hf_env',
    );
  });

  it('leaves proxies to the editor inside it', async () => {
    const env = { HF_HOME: home, HTTPS_PROXY: 'http://p' };
    expect((await hubConnection({ env })).proxyEnv).toBe(env);
    expect((await hubConnection({ env, isInEditor: true })).proxyEnv).toBeUndefined();
  });
});

describe('hubFolders', () => {
  it('is the standard folder, or the one that the hub’s variables name', () => {
    expect(hubFolders({}, '/home/me').known).toEqual([resolve('/home/me/.cache/huggingface/hub')]);
    expect(hubFolders({ XDG_CACHE_HOME: '/x' }, '/h').target).toBe(resolve('/x/huggingface/hub'));
    expect(hubFolders({ HF_HOME: '~/hf' }, '/h').target).toBe(resolve('/h/hf/hub'));
    expect(hubFolders({ HF_HOME: '/hf', XDG_CACHE_HOME: '/x' }, '/h').target).toBe(
      resolve('/hf/hub'),
    );
    expect(hubFolders({ HF_HUB_CACHE: '/c', HF_HOME: '/hf' }, '/h').target).toBe(resolve('/c'));
  });

  it('only reads the standard folder when a folder of our own is named', () => {
    expect(hubFolders({ TOKENSKIP_CACHE: '/own', HF_HOME: '/hf' }, '/h')).toEqual({
      target: resolve('/own/hub'),
      known: [resolve('/own/hub'), resolve('/hf/hub')],
    });
  });
});

import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContentDigest } from '../../../../src/modelkit/hub/contentDigest';
import { downloadFile } from '../../../../src/modelkit/hub/downloadFile';
import { proxyFor } from '../../../../src/modelkit/hub/proxyFor';
import { FileServer } from './fileServer';
import { ProxyServer } from './proxyServer';
import { selfSigned } from './selfSigned';

const content = randomBytes(20_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const limits = { connectTimeoutMs: 500, idleTimeoutMs: 300, tries: 2, delayMs: 1 };
const { key, cert } = selfSigned('hub.test');

let secure: Server;
let securePort: number;
let plain: FileServer;
let proxy: ProxyServer;
let proxyAddress: string;
let folder: string;

beforeAll(async () => {
  secure = createServer({ key, cert }, (_, response) => {
    response.writeHead(200, { 'content-length': String(content.length) }).end(content);
  });
  await new Promise<void>((settle) => secure.listen(0, '127.0.0.1', settle));
  securePort = (secure.address() as AddressInfo).port;
});

afterAll(() => {
  secure.closeAllConnections();
  secure.close();
});

beforeEach(async () => {
  plain = new FileServer(content);
  proxy = new ProxyServer();
  proxyAddress = await proxy.start();
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-proxy-'));
});

afterEach(async () => {
  await proxy.stop();
  await plain.stop();
  await rm(folder, { recursive: true, force: true });
});

function download(url: string, proxyEnv: Record<string, string>): Promise<ContentDigest> {
  return downloadFile({
    url: new URL(url),
    targetPath: join(folder, 'file.bin'),
    bytes: content.length,
    sha256,
    token: 'hf_secret',
    proxyEnv,
    limits,
  });
}

/** Only the proxy knows where that host is. */
const secureUrl = (): string => `https://hub.test:${securePort}/file.bin`;

describe('a download through a proxy', () => {
  it('asks the proxy for plain addresses, with its name and password', async () => {
    const { port } = await plain.start();
    const { host } = new URL(proxyAddress);
    await download(`http://hub.test:${port}/file.bin`, { HTTP_PROXY: `http://me:a%20b@${host}` });
    expect(proxy.seen).toEqual([
      {
        method: 'GET',
        target: `http://hub.test:${port}/file.bin`,
        login: `Basic ${Buffer.from('me:a b').toString('base64')}`,
        authorization: 'Bearer hf_secret',
      },
    ]);
    expect((await readFile(join(folder, 'file.bin'))).equals(content)).toBe(true);
  });

  it('tunnels TLS, which the proxy cannot read, and trusts NODE_EXTRA_CA_CERTS', async () => {
    const { text, run } = await bundledDownload();
    // VS Code puts its own in place of these by their short names alone.
    expect(text).toContain('require("https")');
    expect(text).not.toMatch(/require\("node:https?"\)/);
    const certificates = join(folder, 'network.pem');
    await writeFile(certificates, cert);
    const env = { HTTPS_PROXY: proxyAddress, NODE_EXTRA_CA_CERTS: certificates };
    expect(await run(secureUrl(), env)).toBe(sha256);
    expect(proxy.seen).toEqual([
      {
        method: 'CONNECT',
        target: `hub.test:${securePort}`,
        login: undefined,
        authorization: undefined,
      },
    ]);
    expect((await readFile(join(folder, 'file.bin'))).equals(content)).toBe(true);
  });

  it.each([
    ['100%sure', '100%sure'],
    ['%', '%'],
    ['a%25b%2', 'a%b%2'],
    ['%C3%A4%zz', 'ä%zz'],
    ['ä', 'ä'],
  ])('takes a password %s as it is written, by both ways', async (written, password) => {
    const { host } = new URL(proxyAddress);
    const env = { ALL_PROXY: `http://me:${written}@${host}` };
    proxy.refusesWith = 403;
    for (const url of [secureUrl(), 'http://hub.test/file.bin']) {
      await expect(download(url, env)).rejects.toMatchObject({ details: { status: 403 } });
    }
    expect(proxy.seen.map((one) => one.authorization)).toEqual([undefined, 'Bearer hf_secret']);
    const login = `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
    expect(new Set(proxy.seen.map((one) => one.login))).toEqual(new Set([login]));
    await expect.poll(() => proxy.openCount).toBe(0);
  });

  it('says that the certificate is not trusted', async () => {
    const attempt = download(secureUrl(), { https_proxy: proxyAddress });
    await expect(attempt).rejects.toMatchObject({ code: 'download-certificate' });
    await expect(attempt).rejects.toThrow(/hub\.test.*NODE_EXTRA_CA_CERTS/);
    const direct = download(`https://127.0.0.1:${securePort}/`, {});
    await expect(direct).rejects.toMatchObject({ code: 'download-certificate' });
  });

  it.each([
    [407, /asks for a name and a password/],
    [403, /does not let hub\.test:\d+ through \(403\).*NO_PROXY/],
  ])('says that the proxy answers %i', async (status, words) => {
    proxy.refusesWith = status;
    const attempt = download(secureUrl(), { HTTPS_PROXY: proxyAddress });
    await expect(attempt).rejects.toMatchObject({ code: 'download-proxy', details: { status } });
    await expect(attempt).rejects.toThrow(words);
  });

  it('says that a proxy asks for a password for plain addresses too', async () => {
    proxy.refusesWith = 407;
    const attempt = download('http://hub.test/file.bin', { HTTP_PROXY: proxyAddress });
    await expect(attempt).rejects.toMatchObject({ code: 'download-proxy' });
  });

  it('says that the proxy is not there, hangs up, or cannot be used', async () => {
    proxy.cutsItsAnswer = true;
    await expect(download(secureUrl(), { HTTPS_PROXY: proxyAddress })).rejects.toMatchObject({
      code: 'download-proxy',
    });
    await proxy.stop();
    const gone = download(secureUrl(), { HTTPS_PROXY: proxyAddress });
    await expect(gone).rejects.toMatchObject({
      code: 'download-proxy',
      details: { unreachable: true },
    });
    await expect(gone).rejects.toThrow(/cannot be reached: correct HTTPS_PROXY/);
    const plain = download('http://hub.test/file.bin', { HTTP_PROXY: proxyAddress });
    await expect(plain).rejects.toMatchObject({
      code: 'download-proxy',
      details: { unreachable: true },
    });
    await expect(plain).rejects.toThrow(/cannot be reached: correct HTTP_PROXY/);
    await expect(
      download(secureUrl(), { ALL_PROXY: 'socks5://127.0.0.1:1080' }),
    ).rejects.toMatchObject({ code: 'download-proxy' });
    await proxy.start();
  });

  it('goes past the proxy where NO_PROXY says so', async () => {
    const url = await plain.start();
    await download(url.href, { HTTP_PROXY: proxyAddress, NO_PROXY: 'localhost, 127.0.0.1' });
    expect(proxy.seen).toEqual([]);
  });
});

describe('proxyFor', () => {
  const env = { HTTPS_PROXY: 'proxy.test:3128' };

  it.each([
    ['example.org', false],
    ['.hub.test', true],
    ['*.hub.test', true],
    ['hub.test', true],
    ['ub.test', false],
    ['hub.test:443', true],
    ['hub.test:8443', false],
    ['*', true],
    ['a.test b.test,hub.test', true],
  ])('NO_PROXY=%s excludes the host: %s', (list, isExcluded) => {
    const proxied = proxyFor(new URL('https://cdn.hub.test/x'), { ...env, no_proxy: list });
    expect(proxied?.host).toBe(isExcluded ? undefined : 'proxy.test:3128');
  });

  it('knows addresses of version 6', () => {
    const url = new URL('https://[::1]:8443/');
    expect(proxyFor(url, { ...env, NO_PROXY: '[::1]:8443' })).toBeUndefined();
    expect(proxyFor(url, { ...env, NO_PROXY: '::2' })?.host).toBe('proxy.test:3128');
  });

  it('takes the variable of the address’s kind, and an empty one for none', () => {
    expect(proxyFor(new URL('http://hub.test/'), env)).toBeUndefined();
    expect(proxyFor(new URL('https://hub.test/'), { https_proxy: '', ...env })?.port).toBe('3128');
    expect(proxyFor(new URL('http://hub.test/'), { all_proxy: 'http://p' })?.host).toBe('p');
  });
});

interface BundledDownload {
  readonly text: string;
  /** Downloads in a process of its own; resolves to the digest. */
  readonly run: (url: string, env: Record<string, string>) => Promise<string>;
}

/** The download bundled as the product is: certificates are read when a process starts. */
async function bundledDownload(): Promise<BundledDownload> {
  const program = join(folder, 'download.js');
  const target = JSON.stringify(join(folder, 'file.bin'));
  const contents = `
    import { downloadFile } from './downloadFile';
    const { href } = new URL(process.argv[2]);
    const wanted = { bytes: ${content.length}, sha256: '${sha256}', token: 'hf_secret' };
    downloadFile({ url: new URL(href), targetPath: ${target}, ...wanted, proxyEnv: process.env })
      .then((digest) => process.stdout.write(digest.sha256));`;
  const resolveDir = join(import.meta.dirname, '../../../../src/modelkit/hub');
  await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: program,
  });
  return {
    text: await readFile(program, 'utf8'),
    run: async (url, env) => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, url], { env });
      return stdout;
    },
  };
}

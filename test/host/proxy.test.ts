import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { ProxyServer } from '../unit/modelkit/hub/proxyServer';

/** Three starts of the extension host's own proxy, at most. */
const limitMs = 30_000;

describe('a download inside the editor', () => {
  const proxy = new ProxyServer();
  const hub = new FileServer(Buffer.from('another file'));
  const cacheBefore = process.env.TOKENSKIP_CACHE;
  let cache: string;
  let port: string;

  async function set(section: string, key: string, value: string | undefined): Promise<void> {
    const configuration = workspace.getConfiguration(section);
    await configuration.update(key, value, ConfigurationTarget.Global);
  }

  before(async () => {
    cache = await mkdtemp(join(tmpdir(), 'tokenskip-proxied-'));
    process.env.TOKENSKIP_CACHE = cache;
    ({ port } = await hub.start());
    await set('http', 'proxy', await proxy.start());
    // Only the proxy knows where that host is.
    await set('tokenskip', 'downloadAddress', `http://hub.test:${port}`);
  });
  after(async () => {
    process.env.TOKENSKIP_CACHE = cacheBefore ?? '';
    await set('http', 'proxy', undefined);
    await set('tokenskip', 'downloadAddress', undefined);
    await proxy.stop();
    await hub.stop();
    await rm(cache, { recursive: true, force: true });
    await commands.executeCommand('notifications.clearAll');
  });

  it('goes through the proxy of the editor’s settings', async () => {
    // A model without an adapter, which slim packages get from the hub as well. The file is another one, so
    // that it ends at once.
    await commands.executeCommand('tokenskip.downloadModel', 'qwen2.5-0.5b');
    const targets = proxy.seen.map(({ target }) => target);
    assert.match(targets.join('\n'), new RegExp(`^http://hub\\.test:${port}/Qwen/.*/resolve/`));
    assert.equal(hub.seen.length, 1);
  }).timeout(limitMs);
});

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { clearTimeout } from 'node:timers';
import { URLSearchParams, fileURLToPath } from 'node:url';
import { spawnGroup } from './processGroup.mjs';

const watchParent = join(dirname(fileURLToPath(import.meta.url)), 'watchParent.cjs');
const START_LIMIT_MS = 60_000;

/**
 * Starts the VS Code server of an installed workbench on a free local port; resolves when it
 * listens. `env` is added to its environment, which extensions see; the scripts in `preload` run
 * first in every process of it.
 *
 * The result: `port`; `url(folder, payload)`, the address of a window on a folder, where payload
 * entries are VS Code's own (`extensionDevelopmentPath` …, absolute paths); `logFile`, what it
 * printed; `ended`, settles when it ends; `stop()`, ends it with all it started. A server whose
 * parent dies ends by itself.
 */
export async function startServer(workbench, profile, env = {}, preload = []) {
  const token = randomUUID();
  const logFile = join(profile.root, 'server.log');
  const server = spawnGroup(workbench.node, serverArguments(workbench, profile, token, preload), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutVscode(process.env), ...env },
  });
  const { child, ended } = server;
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = async () => {
    await server.stop();
    log.end();
  };
  try {
    const port = await listeningPort(child, ended, logFile);
    return { port, logFile, ended, stop, url: windowUrl.bind(undefined, port, token) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a VSIX file into the profile's extensions; rejects with what the server printed. */
export function installVsix(workbench, profile, vsix) {
  const args = [
    workbench.server,
    '--accept-server-license-terms',
    '--server-data-dir',
    profile.serverData,
    '--extensions-dir',
    profile.extensions,
    '--install-extension',
    vsix,
  ];
  return new Promise((settle, fail) => {
    const child = spawn(workbench.node, args, { env: withoutVscode(process.env) });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? settle(text) : fail(new Error(`${vsix} was not installed:\n${text}`)),
    );
  });
}

function serverArguments(workbench, profile, token, preload) {
  return [
    '--require',
    watchParent,
    // Processes that it forks get the same; NODE_OPTIONS it takes away from them.
    ...preload.flatMap((path) => ['--require', path]),
    workbench.server,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--connection-token',
    token,
    '--accept-server-license-terms',
    // Makes a window honour the payload in its address, as a test run needs.
    '--enable-smoke-test-driver',
    '--telemetry-level',
    'off',
    '--server-data-dir',
    profile.serverData,
    '--extensions-dir',
    profile.extensions,
  ];
}

/** A terminal inside VS Code passes on variables that would make this server a part of that one. */
function withoutVscode(env) {
  const isOurs = ([name]) => !name.startsWith('VSCODE_') && !name.startsWith('ELECTRON_');
  return Object.fromEntries(Object.entries(env).filter(isOurs));
}

function windowUrl(port, token, folder, payload = {}) {
  const host = `127.0.0.1:${port}`;
  const entries = Object.entries(payload).map(([key, value]) => [
    key,
    value.startsWith('/') ? `vscode-remote://${host}${value}` : value,
  ]);
  const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(entries) });
  return `http://${host}/?${query}`;
}

function listeningPort(child, ended, logFile) {
  return new Promise((settle, fail) => {
    let text = '';
    const timer = setTimeout(
      () => fail(new Error(`The VS Code server did not listen within a minute: ${logFile}`)),
      START_LIMIT_MS,
    );
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const port = /listening on (\d+)/.exec(text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      settle(Number(port));
    });
    void ended.then((reason) => {
      clearTimeout(timer);
      fail(new Error(`The VS Code server ended (${reason}) before it listened:\n${text}`));
    });
  });
}

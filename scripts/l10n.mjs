// Writes l10n/bundle.l10n.json: every text that the extension and its pages show, in English.
// Translations (bundle.l10n.de.json) are written by hand; a test says what is missing in them.
//
//   node scripts/l10n.mjs [--check]     --check only says whether the file is up to date
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { getL10nJson } from '@vscode/l10n-dev';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, 'l10n', 'bundle.l10n.json');

/** The bundle's text as the sources ask for it, entries in alphabetical order. */
export async function extractBundle() {
  const found = await getL10nJson(await sources());
  const entries = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

async function sources() {
  const files = [];
  for (const folder of ['src/host', 'src/webview']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const extension = extname(entry.name);
      if (!entry.isFile() || (extension !== '.ts' && extension !== '.tsx')) continue;
      const path = join(entry.parentPath, entry.name);
      files.push({ extension, contents: await readFile(path, 'utf8') });
    }
  }
  return files;
}

if (
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(resolve(process.argv[1])).href
) {
  const text = await extractBundle();
  if (process.argv.includes('--check')) {
    const committed = await readFile(bundle, 'utf8').catch(() => '');
    process.exitCode = committed === text ? 0 : 1;
    console.error(committed === text ? 'l10n is up to date.' : 'Run npm run l10n.');
  } else {
    await mkdir(dirname(bundle), { recursive: true });
    await writeFile(bundle, text);
    console.error(`Wrote ${Object.keys(JSON.parse(text)).length} texts.`);
  }
}

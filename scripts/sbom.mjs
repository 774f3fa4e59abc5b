// Writes what the packages hold of others as a CycloneDX document: dist/vsix/NAME-VERSION.cdx.json.
// The document is made by CycloneDX's own tool for npm, which npx fetches.
//
//   node scripts/sbom.mjs
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { onlyShipped } from './package/sbom.mjs';
import { shippedPackages } from './package/shipped.mjs';

const TOOL = '@cyclonedx/cyclonedx-npm@6.0.1';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  await build();
  const bom = onlyShipped(await installed(), await shippedPackages());
  const { name, version } = bom.metadata.component;
  const file = join(root, 'dist', 'vsix', `${name}-${version}.cdx.json`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`${file}: ${bom.components.length} packages`);
}

/** The document of all that is installed. */
async function installed() {
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-sbom-'));
  const file = join(folder, 'all.json');
  const flags = ['--flatten-components', '--output-reproducible', '--output-file', file];
  try {
    const { status } = spawnSync('npx', ['--yes', TOOL, ...flags], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // npx is a script there.
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`${TOOL} failed (see above).`);
    return JSON.parse(await readFile(file, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

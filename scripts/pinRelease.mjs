// Writes the files of the embedded model into its entry of the catalogue, with their digests: what a slim
// package fetches. To be run when the model, its manifest or its card has changed.
//
//   node scripts/pinRelease.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { importSource } from './editor/sourceModule.mjs';
import { embeddedModelDir } from './embeddedModel.mjs';
import { readArguments } from './readArguments.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cataloguePath = join(root, 'models', 'catalogue.json');

readArguments({ options: {} });
const { verifyModel } = await importSource('src/modelkit/manifest/verifyModel.ts');
const { hashFile } = await importSource('src/modelkit/manifest/hashFile.ts');
// A damaged file must not be pinned.
const { id, files } = await verifyModel(embeddedModelDir);
const pinned = async (path) => ({ path, ...(await hashFile(join(embeddedModelDir, path))) });
const catalogue = JSON.parse(await readFile(cataloguePath, 'utf8'));
const entry = catalogue.models.find((model) => model.id === id);
// The card holds the licence. The manifest comes last: with it the folder counts as a model.
entry.release = [...files, await pinned('README.md'), await pinned('tokenskip.json')];
const text = JSON.stringify(catalogue, null, 2);
const style = await resolveConfig(cataloguePath);
await writeFile(cataloguePath, await format(text, { ...style, filepath: cataloguePath }));
console.log(`${id}: ${entry.release.length} files`);

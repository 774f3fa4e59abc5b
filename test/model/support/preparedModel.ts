import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { defaultModelId, findGgufEntry } from '../../../src/modelkit/catalogue/catalogue';
import { parseManifest } from '../../../src/modelkit/manifest/parseManifest';
import { manifestName } from '../../../src/modelkit/manifest/readManifest';
import { storePaths } from '../../../src/modelkit/store/storePaths';

/**
 * Real weights for tests, prepared by `npm test` in the store. A test that needs them fails without
 * them, with what to run: a skipped test would look like a passed one.
 */

const smollm2File = 'SmolLM2-135M-Instruct.Q4_1.gguf';

/**
 * Folder of the converted default base (Qwen2.5-Coder-0.5B-Instruct, format `balanced`), without the
 * adapter that the default model has.
 */
export function preparedModelDir(): string {
  const named = process.env.TOKENSKIP_TEST_MODEL_DIR;
  if (named !== undefined) return named;
  const { root, models } = storePaths();
  // Several where the vocabulary list or the converter changed: the newest counts.
  const [found] = [path.join(root, 'test'), models]
    .filter((store) => existsSync(store))
    .flatMap((store) => readdirSync(store).map((name) => path.join(store, name)))
    .filter((folder) => path.basename(folder).startsWith('coder-0.5b-balanced-'))
    .filter(isBase)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (found === undefined) throw missing('model pull coder-0.5b');
  return found;
}

function isBase(folder: string): boolean {
  const file = path.join(folder, manifestName);
  if (!existsSync(file)) return false;
  return parseManifest(JSON.parse(readFileSync(file, 'utf8'))).adapter === undefined;
}

/** The published GGUF that {@link preparedModelDir} was made from. */
export function baseGguf(): string {
  const file = findGgufEntry(defaultModelId)?.source.file ?? '';
  const found = process.env.TOKENSKIP_BASE_GGUF ?? path.join(storePaths().base, file);
  if (!existsSync(found)) throw missing('model pull coder-0.5b');
  return found;
}

/** GGUF of SmolLM2-135M-Instruct in Q4_1: a Llama. */
export function smollm2Gguf(): string {
  const file = process.env.TOKENSKIP_TEST_SMOLLM2_GGUF ?? path.join(storePaths().base, smollm2File);
  if (!existsSync(file)) throw new Error(`${smollm2File} is missing: run \`npm test\`.`);
  return file;
}

function missing(command: string): Error {
  return new Error(
    `The model is missing: run \`npm test\`, or \`npm run tokenskip -- ${command}\` before single tests.`,
  );
}

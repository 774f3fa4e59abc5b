import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A new folder for each test, removed after it. Call inside `describe`. */
export function temporaryFolder(): (...parts: readonly string[]) => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convert-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return (...parts) => join(folder, ...parts);
}

/** One of the committed random models, as a Hugging Face folder. */
export function tinyModel(architecture: 'llama' | 'qwen2'): string {
  return join(import.meta.dirname, '../../../model/tiny', architecture);
}

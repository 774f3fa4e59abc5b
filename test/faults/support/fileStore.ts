import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../src/files/replaceFile';

/** VS Code's store of a workspace as a file, so that what is kept can be read by somebody else. */
export class FileStore {
  readonly #path: string;
  readonly #values: Map<string, unknown>;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#path = join(folder, 'workspace.json');
    this.#values = new Map(Object.entries(read(this.#path)));
  }

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  // The signature is VS Code's: what comes back is whatever was put in.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  get<T>(key: string): T | undefined {
    return this.#values.get(key) as T | undefined;
  }

  /** One after the other: each writes the whole file. */
  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    const written = this.#writing.then(() =>
      replaceFile(this.#path, JSON.stringify(Object.fromEntries(this.#values))),
    );
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

function read(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

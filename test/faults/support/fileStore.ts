import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationStore } from '../../../src/host/chat/keptConversation';
import { replaceFile } from '../../../src/files/replaceFile';

/** VS Code's store of a workspace as a file, so that what is kept can be read by somebody else. */
export class FileStore implements ConversationStore {
  readonly #path: string;
  readonly #values: Map<string, unknown>;

  constructor(folder: string) {
    this.#path = join(folder, 'workspace.json');
    this.#values = new Map(Object.entries(read(this.#path)));
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    await replaceFile(this.#path, JSON.stringify(Object.fromEntries(this.#values)));
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

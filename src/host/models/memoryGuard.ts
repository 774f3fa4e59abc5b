import { AppError } from '../../protocol/appError';
import type { SelectedModel } from '../engine/selectedModel';
import { availableMemory } from '../../modelkit/catalogue/machine';
import { memoryNeed } from './memoryNeed';

/** A model that needs more memory than there is; sizes in bytes. */
export interface MemoryShortage {
  readonly name: string;
  readonly need: number;
  readonly free: number;
}

export interface MemoryGuardOptions {
  /** One sentence that names the sizes and what helps. */
  readonly describe: (shortage: MemoryShortage) => string;
  /** Resolves to whether the person wants the model in spite of that sentence. */
  readonly confirm: (sentence: string) => Promise<boolean>;
  /** Bytes that a new process can have. */
  readonly available?: () => number;
}

/**
 * Asks before a model is loaded that is larger than the free memory. Callers that wait for the same
 * model share one question, and a yes holds for the rest of the session.
 */
export class MemoryGuard {
  readonly #options: Required<MemoryGuardOptions>;
  readonly #accepted = new Set<string>();
  readonly #asked = new Map<string, Promise<void>>();

  constructor(options: MemoryGuardOptions) {
    this.#options = { available: availableMemory, ...options };
  }

  /** Resolves when the model may be loaded; else code `not-enough-memory`. */
  async require({ folder, manifest }: SelectedModel): Promise<void> {
    const known = this.#asked.get(folder);
    if (known !== undefined) return known;
    if (this.#accepted.has(folder)) return;
    const need = memoryNeed(manifest);
    const free = this.#options.available();
    if (free >= need) return;
    const asked = this.#ask(folder, { name: manifest.name, need, free }).finally(() =>
      this.#asked.delete(folder),
    );
    this.#asked.set(folder, asked);
    await asked;
  }

  async #ask(folder: string, shortage: MemoryShortage): Promise<void> {
    const sentence = this.#options.describe(shortage);
    if (!(await this.#options.confirm(sentence))) {
      throw new AppError('not-enough-memory', sentence, { isTold: true });
    }
    this.#accepted.add(folder);
  }
}

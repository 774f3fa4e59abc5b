import { l10n, window } from 'vscode';
import { AppError } from '../../protocol/appError';
import type { SelectedModel } from '../engine/selectedModel';
import { availableMemory, memoryNeed } from './memoryNeed';
import { sizeText } from './sizeText';

/** Asks before a model is loaded that is larger than the free memory; once for each model. */
export class ConfirmMemory {
  readonly #accepted = new Set<string>();
  readonly #asked = new Map<string, Promise<void>>();
  readonly #available: () => number;

  constructor(available: () => number = availableMemory) {
    this.#available = available;
  }

  /** Resolves when the model may be loaded; else code `not-enough-memory`. */
  async require({ folder, manifest }: SelectedModel): Promise<void> {
    if (this.#accepted.has(folder)) return;
    const need = memoryNeed(manifest);
    const free = this.#available();
    if (free >= need) return;
    const asked = this.#asked.get(folder) ?? this.#ask(folder, manifest.name, need, free);
    this.#asked.set(folder, asked);
    await asked.finally(() => this.#asked.delete(folder));
  }

  async #ask(folder: string, name: string, need: number, free: number): Promise<void> {
    const anyway = l10n.t('Load Anyway');
    const sentence = l10n.t(
      '{0} needs about {1} of memory and {2} are free: close something first, or the machine may become slow.',
      name,
      sizeText(need),
      sizeText(free),
    );
    const chosen = await window.showWarningMessage(sentence, { modal: true }, anyway);
    if (chosen !== anyway) throw new AppError('not-enough-memory', sentence);
    this.#accepted.add(folder);
  }
}

import { l10n, window } from 'vscode';
import { MemoryGuard } from './memoryGuard';
import { sizeText } from './sizeText';

/** The guard that asks the person of this window. */
export function confirmMemory(): MemoryGuard {
  return new MemoryGuard({
    describe: ({ name, need, free }) =>
      l10n.t(
        '{0} needs about {1} of memory and {2} are free: close something first, or the machine may become slow.',
        name,
        sizeText(need),
        sizeText(free),
      ),
    confirm: async (sentence) => {
      const anyway = l10n.t('Load Anyway');
      return (await window.showWarningMessage(sentence, { modal: true }, anyway)) === anyway;
    },
  });
}

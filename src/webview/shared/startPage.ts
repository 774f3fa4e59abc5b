import * as l10n from '@vscode/l10n';

/** Starts a page in its root; where that fails it says so, as a blank page would say nothing. */
export function startPage<R extends { textContent: string | null }>(
  root: R | null,
  start: (root: R) => Promise<void>,
): void {
  if (root === null) return;
  start(root).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    root.textContent = l10n.t('This view could not be shown: {0}', reason);
  });
}

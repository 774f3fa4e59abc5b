import { env, l10n, window } from 'vscode';
import type { Nothing } from '../../protocol/rpc/call';

/** Answers a page at once, and starts what goes on after that. */
export function answered(start: () => void): Promise<Nothing> {
  start();
  return Promise.resolve({});
}

/** Answers a page when the work is done; a person is told why it cannot be. */
export async function done(work: Promise<void>): Promise<Nothing> {
  try {
    await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showWarningMessage(l10n.t('That could not be done: {0}', reason));
    throw error;
  }
  return {};
}

/** That of the texts of a page: the editor's, where there is a translation. */
export function pageLanguage(): string {
  return l10n.bundle === undefined ? 'en' : env.language;
}

/** The translation for a page, as JSON; null for English. */
export function pageStrings(): string | null {
  return l10n.bundle === undefined ? null : JSON.stringify(l10n.bundle);
}

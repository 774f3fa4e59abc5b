import { commands, Disposable, l10n, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { savingsTable } from './savingsTable';
import { SavingsTree } from './savingsTree';

/** The savings view with its table and its reset. */
export function savingsView({ savings, reports }: HostServices): Disposable {
  return Disposable.from(
    window.createTreeView('tokenskip.savings', { treeDataProvider: new SavingsTree(savings) }),
    commands.registerCommand('tokenskip.showSavingsTable', async () => {
      const document = await reports.open(l10n.t('TokenSkip Savings'), savingsTable(savings.view));
      await commands.executeCommand('markdown.showPreview', document.uri);
    }),
    commands.registerCommand('tokenskip.resetSavings', async () => {
      const here = l10n.t('Reset This Workspace');
      const everywhere = l10n.t('Reset All');
      const chosen = await window.showWarningMessage(
        l10n.t('Forget what was saved so far?'),
        { modal: true, detail: l10n.t('The sums start again from 0. This cannot be undone.') },
        here,
        everywhere,
      );
      if (chosen === here) await savings.reset('workspace');
      if (chosen === everywhere) await savings.reset('all');
    }),
  );
}

import type { QuickPickItem } from 'vscode';
import { commands, env, l10n, QuickPickItemKind, window } from 'vscode';
import { combinedText } from '../../core/savingsText';
import type { HostServices } from '../hostServices';
import { deviceName } from '../models/deviceName';

interface MenuItem extends QuickPickItem {
  readonly command?: string;
  readonly args?: readonly unknown[];
}

/** The menu of the status bar: a list of what can be done, each with its command. */
export async function showMenu(services: HostServices): Promise<void> {
  const chosen = await window.showQuickPick<MenuItem>(menuItems(services), {
    title: 'TokenSkip',
    placeHolder: l10n.t('What do you want to do?'),
  });
  if (chosen?.command !== undefined) {
    await commands.executeCommand(chosen.command, ...(chosen.args ?? []));
  }
}

function menuItems({ models, settings, savings, target }: HostServices): readonly MenuItem[] {
  const status = models.status;
  const isLoaded = status?.model !== undefined;
  const editor = window.activeTextEditor;
  const hasSelection = editor?.selection.isEmpty === false;
  const { tokens, seconds } = combinedText(savings.view.workspace, env.language);
  return [
    { label: `$(comment-discussion) ${l10n.t('Ask…')}`, command: 'tokenskip.ask' },
    ...(hasSelection
      ? [
          {
            label: `$(zap) ${l10n.t('Solve Selection')}`,
            command: 'tokenskip.solveSelection',
          },
        ]
      : []),
    // A selection in what is only read, an earlier version or a report, has no place for its answer.
    ...(hasSelection && editor === target.current
      ? [
          {
            label: `$(edit) ${l10n.t('Solve and Insert')}`,
            command: 'tokenskip.solveAndInsert',
          },
        ]
      : []),
    { label: l10n.t('Model'), kind: QuickPickItemKind.Separator },
    {
      label: `$(settings) ${l10n.t('Ratio')}`,
      description: settings.current.ratio,
      command: 'tokenskip.selectRatio',
    },
    {
      label: `$(chip) ${l10n.t('Select Model')}`,
      description: status?.model?.modelId ?? '',
      command: 'tokenskip.selectModel',
    },
    ...(isLoaded
      ? [
          {
            label: `$(debug-disconnect) ${l10n.t('Unload Model')}`,
            description: l10n.t('runs on {0}', deviceName(status.model.device.used)),
            command: 'tokenskip.unloadModel',
          },
        ]
      : []),
    { label: l10n.t('More'), kind: QuickPickItemKind.Separator },
    {
      label: `$(graph) ${l10n.t('Show Savings')}`,
      description: l10n.t('{0} tokens · {1} in this workspace', tokens, seconds),
      command: 'tokenskip.savings.focus',
    },
    {
      label: `$(gear) ${l10n.t('Settings')}`,
      command: 'workbench.action.openSettings',
      args: ['@ext:tokenskip.tokenskip'],
    },
    { label: `$(pulse) ${l10n.t('Diagnose')}`, command: 'tokenskip.diagnose' },
    { label: `$(output) ${l10n.t('Show Log')}`, command: 'tokenskip.showLog' },
  ];
}

import { commands, Disposable, StatusBarAlignment, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { pickRatio } from '../panel/pickRatio';
import { savingsTooltip } from './savingsTooltip';
import { showMenu } from './showMenu';
import { statusText } from './statusText';

const menuCommand = 'tokenskip.showMenu';

/** Left of what the language of the open file shows. */
const priority = 101;

/** The one item in the status bar; a click opens the menu. */
export function statusBar(services: HostServices): Disposable {
  const { settings, savings, models } = services;
  const item = window.createStatusBarItem('tokenskip.status', StatusBarAlignment.Right, priority);
  item.name = 'TokenSkip';
  item.command = menuCommand;
  const update = (): void => {
    const { text, label } = statusText(models.status?.state ?? 'stopped', savings.view);
    item.text = text;
    item.accessibilityInformation = { label, role: 'button' };
    item.tooltip = savingsTooltip(savings.view);
    if (settings.current.statusBar) item.show();
    else item.hide();
  };
  update();
  return Disposable.from(
    item,
    commands.registerCommand(menuCommand, () => showMenu(services)),
    commands.registerCommand('tokenskip.selectRatio', async () => {
      const ratio = await pickRatio(services, settings.current.ratio);
      if (ratio !== undefined) await settings.set('ratio', ratio);
    }),
    settings.onChange(update),
    savings.onChange(update),
    models.onStatus(update),
  );
}

import { commands } from 'vscode';
import type { HostServices } from '../hostServices';
import { openServerSetting } from '../remote/serverSetting';

/** What a page's button for a missing model does: gets one, or names a server where none can run. */
export async function getModel({ models }: Pick<HostServices, 'models'>): Promise<void> {
  if (models.engineProblem === undefined) await commands.executeCommand('tokenskip.downloadModel');
  else await openServerSetting();
}

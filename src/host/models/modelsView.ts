import { join } from 'node:path';
import { commands, Disposable, window } from 'vscode';
import { defaultModelId } from '../../modelkit/catalogue/catalogue';
import { findUpgrade } from '../../modelkit/catalogue/findUpgrade';
import { packagedCatalogue } from '../../modelkit/catalogue/packagedModels';
import type { Machine } from '../../modelkit/catalogue/machine';
import type { HostServices } from '../hostServices';
import { fetchFrom } from './fetchModel';
import { hubCommands } from './hubCommands';
import { hubOf } from './hubOf';
import { readCatalogue } from './modelCatalogue';
import { modelCommands } from './modelCommands';
import type { RunJob } from './modelPulls';
import { ModelPulls } from './modelPulls';
import { ModelTree } from './modelTree';
import { runModelJob } from './runModelJob';

/** The models view and every command on models. */
export function modelsView(services: HostServices): Disposable {
  const { context, models, modelFiles, remote, settings, upgrades } = services;
  const extensionRoot = context.extensionPath;
  const runJob: RunJob = (job, hooks) =>
    runModelJob(job, {
      ...hooks,
      childPath: join(extensionRoot, 'dist', 'modelJob.js'),
      nodePath: settings.current.nodePath,
    });
  const fetch = fetchFrom({
    hub: () => hubOf(services),
    releaseAddress: () => settings.current.releaseAddress,
    rootDir: extensionRoot,
  });
  // The walkthrough has a step about it; whether it fits is looked at when it is asked for.
  const hasUpgrade = findUpgrade(packagedCatalogue(extensionRoot), defaultModelId) !== undefined;
  void commands.executeCommand('setContext', 'tokenskip.hasUpgrade', hasUpgrade);
  // A folder that cannot be read is told by the view, which lists it.
  void tellWhetherEmbedded(extensionRoot).catch(() => undefined);
  const machine = (): Promise<Machine> => upgrades.machine();
  const pulls = new ModelPulls({ fetch, run: runJob, rootDir: extensionRoot });
  const tree = new ModelTree({ models, pulls, remote, machine, extensionRoot });
  return Disposable.from(
    pulls,
    tree.subscriptions,
    hubCommands(services),
    window.createTreeView('tokenskip.models', { treeDataProvider: tree }),
    settings.onChange(() => tree.refresh()),
    modelFiles.event(() => tree.refresh()),
    modelCommands(services, { tree, pulls, runJob, modelFiles, machine, extensionRoot }),
  );
}

/** The walkthrough has a step about getting a model, for packages that bring none along. */
async function tellWhetherEmbedded(extensionRoot: string): Promise<void> {
  const { embedded } = await readCatalogue(extensionRoot);
  await commands.executeCommand('setContext', 'tokenskip.needsModel', embedded.length === 0);
}

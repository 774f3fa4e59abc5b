import { join } from 'node:path';
import { commands, Disposable, window } from 'vscode';
import { defaultModelId } from '../../modelkit/catalogue/catalogue';
import { findUpgrade } from '../../modelkit/catalogue/findUpgrade';
import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
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
  const { place, models, modelFiles, remote, settings, upgrades } = services;
  const { rootDir } = place;
  const runJob: RunJob = (job, hooks) =>
    runModelJob(job, {
      ...hooks,
      childPath: join(rootDir, 'dist', 'modelJob.js'),
      nodePath: settings.current.nodePath,
    });
  const fetch = fetchFrom({
    hub: () => hubOf(services),
    releaseAddress: () => settings.current.releaseAddress,
    rootDir,
  });
  // The walkthrough has a step about it; whether it fits is looked at when it is asked for.
  const hasUpgrade = findUpgrade(packagedCatalogue(place), defaultModelId) !== undefined;
  void commands.executeCommand('setContext', 'tokenskip.hasUpgrade', hasUpgrade);
  // A folder that cannot be read is told by the view, which lists it.
  void tellWhetherEmbedded(place).catch(() => undefined);
  tellOfReleases(place);
  const machine = (): Promise<Machine> => upgrades.machine();
  const pulls = new ModelPulls({ fetch, run: runJob, rootDir });
  const tree = new ModelTree({ models, pulls, remote, machine, place });
  return Disposable.from(
    pulls,
    tree.subscriptions,
    hubCommands(services),
    window.createTreeView('tokenskip.models', { treeDataProvider: tree }),
    settings.onChange(() => {
      tellOfReleases(place);
      tree.refresh();
    }),
    modelFiles.event(() => tree.refresh()),
    modelCommands(services, { tree, pulls, runJob, modelFiles, machine, place }),
  );
}

/** The walkthrough has a step about getting a model, for packages that bring none along. */
async function tellWhetherEmbedded(place: PackagePlace): Promise<void> {
  const { embedded } = await readCatalogue(place);
  await commands.executeCommand('setContext', 'tokenskip.needsModel', embedded.length === 0);
}

/** Without a model the view says what is got: the trained one, or its base. */
function tellOfReleases({ hasReleases }: PackagePlace): void {
  void commands.executeCommand('setContext', 'tokenskip.hasReleases', hasReleases);
}

import { join } from 'node:path';
import { Disposable, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { fetchFrom } from './fetchBase';
import { modelCommands } from './modelCommands';
import type { RunJob } from './modelPulls';
import { ModelPulls } from './modelPulls';
import { ModelTree } from './modelTree';
import { runModelJob } from './runModelJob';

/** The models view and every command on models. */
export function modelsView(services: HostServices): Disposable {
  const { context, models, modelFiles, remote, settings } = services;
  const extensionRoot = context.extensionPath;
  const runJob: RunJob = (job, hooks) =>
    runModelJob(job, {
      ...hooks,
      childPath: join(extensionRoot, 'dist', 'modelJob.js'),
      nodePath: settings.current.nodePath,
    });
  const fetch = fetchFrom(() => settings.current.downloadAddress);
  const pulls = new ModelPulls({ fetch, run: runJob, rootDir: extensionRoot });
  const tree = new ModelTree({ models, pulls, remote, extensionRoot });
  return Disposable.from(
    pulls,
    tree.subscriptions,
    window.createTreeView('tokenskip.models', { treeDataProvider: tree }),
    settings.onChange(() => tree.refresh()),
    modelFiles.event(() => tree.refresh()),
    modelCommands(services, { tree, pulls, runJob, modelFiles, extensionRoot }),
  );
}

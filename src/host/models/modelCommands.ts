import { rm } from 'node:fs/promises';
import { commands, Disposable, l10n, ProgressLocation, window } from 'vscode';
import { findGgufEntry } from '../../modelkit/catalogue/catalogue';
import { removeDownload } from '../../modelkit/store/removeDownload';
import { storePaths } from '../../modelkit/store/storePaths';
import type { HostServices } from '../hostServices';
import { leaveRemote } from '../remote/remoteCommands';
import { toAbortSignal } from '../toAbortSignal';
import { told } from '../told';
import { readCatalogue } from './modelCatalogue';
import type { InstalledNode, ModelNode } from './modelNode';
import type { ModelsParts } from './modelsParts';
import { openFolder } from './openFolder';
import { downloadModel, pullModel, takeUpgrade } from './pullModel';
import { selectModel } from './selectModel';
import { settingFor } from './settingFor';

/** What the models view and the palette do with models. */
export function modelCommands(services: HostServices, parts: ModelsParts): Disposable {
  const { tree, pulls } = parts;
  const onRow = <K extends ModelNode['kind']>(
    kind: K,
    name: string,
    run: (node: Extract<ModelNode, { readonly kind: K }>) => unknown,
  ): Disposable =>
    commands.registerCommand(`tokenskip.models.${name}`, (node: ModelNode | undefined) =>
      node !== undefined && isOfKind(node, kind) ? told(() => run(node)) : undefined,
    );
  return Disposable.from(
    commands.registerCommand('tokenskip.downloadModel', (id: unknown) =>
      told(() => downloadModel(parts, services, typeof id === 'string' ? id : undefined)),
    ),
    commands.registerCommand('tokenskip.takeUpgrade', () =>
      told(() => takeUpgrade(parts, services)),
    ),
    commands.registerCommand('tokenskip.selectModel', () =>
      told(() => selectModel(services, parts)),
    ),
    commands.registerCommand('tokenskip.unloadModel', () => told(() => services.models.unload())),
    commands.registerCommand('tokenskip.models.refresh', () => {
      services.remote.forgetList();
      tree.refresh();
    }),
    onRow('available', 'pull', ({ advice }) => pullModel(parts, advice.entry)),
    onRow('available', 'resume', ({ advice }) => pullModel(parts, advice.entry)),
    onRow('available', 'pause', ({ advice }) => pulls.pause(advice.entry)),
    onRow('available', 'discard', ({ advice }) => pulls.discard(advice.entry)),
    onRow('installed', 'setDefault', (node) => setDefault(services, parts, node)),
    onRow('installed', 'load', async (node) => {
      await setDefault(services, parts, node);
      await load(services);
    }),
    onRow('installed', 'unload', () => services.models.unload()),
    onRow('installed', 'verify', (node) => verify(parts, node)),
    onRow('installed', 'remove', (node) => remove(services, parts, node)),
    onRow('installed', 'openFolder', ({ model }) =>
      openFolder(model.folder, services.context.extension.extensionKind),
    ),
  );
}

function isOfKind<K extends ModelNode['kind']>(
  node: ModelNode,
  kind: K,
): node is Extract<ModelNode, { readonly kind: K }> {
  return node.kind === kind;
}

async function setDefault(
  services: HostServices,
  { tree, place }: ModelsParts,
  { model, isDefault }: InstalledNode,
): Promise<void> {
  const { embedded, stored } = await readCatalogue(place);
  if (!isDefault) await services.settings.set('model', settingFor(model, [...embedded, ...stored]));
  await leaveRemote(services);
  tree.refresh();
}

/** Loads the default model, with a way to stop. */
async function load({ models }: HostServices): Promise<void> {
  await window.withProgress(
    { location: { viewId: 'tokenskip.models' }, title: l10n.t('Loading model') },
    (_, token) => models.use(() => Promise.resolve(), toAbortSignal(token)),
  );
}

async function verify({ tree, runJob }: ModelsParts, { model }: InstalledNode): Promise<void> {
  const { folder } = model;
  try {
    await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t('Verifying {0}', model.manifest.name),
        cancellable: true,
      },
      (progress, token) => {
        let shownPercent = 0;
        return runJob(
          { kind: 'verify', folder },
          {
            signal: toAbortSignal(token),
            onNote: () => undefined,
            onProgress: ({ done, total }) => {
              const percent = total === 0 ? 0 : (done / total) * 100;
              progress.report({ increment: percent - shownPercent });
              shownPercent = percent;
            },
          },
        );
      },
    );
    tree.markVerified(folder, true);
  } catch (error) {
    tree.markVerified(folder, false);
    throw error;
  }
}

async function remove(
  { models, settings }: HostServices,
  { modelFiles }: ModelsParts,
  { model, isLoaded, isDefault }: InstalledNode,
): Promise<void> {
  const { manifest, folder } = model;
  const base = findGgufEntry(manifest.id);
  const only = l10n.t('Remove');
  const both = l10n.t('Remove with Its Download');
  const chosen = await window.showWarningMessage(
    l10n.t('Remove {0}?', manifest.name),
    { modal: true, detail: l10n.t('Its folder is deleted; it can be fetched again.') },
    only,
    ...(base === undefined ? [] : [both]),
  );
  if (chosen === undefined) return;
  // A model in memory holds its files open; on Windows they could not be removed.
  if (isLoaded) await models.unload();
  // First: it may be refused, and then the model stays.
  if (chosen === both && base !== undefined) await removeDownload(base, storePaths(), []);
  for (const path of [folder, ...model.older]) await rm(path, { recursive: true, force: true });
  if (isDefault) await settings.clear('model');
  modelFiles.fire();
}

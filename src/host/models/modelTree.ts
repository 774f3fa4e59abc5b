import type { Event, TreeDataProvider, TreeItem } from 'vscode';
import { Disposable, EventEmitter } from 'vscode';
import { adviseModels, bestFirst } from '../../modelkit/catalogue/adviseModels';
import { findEntry } from '../../modelkit/catalogue/catalogue';
import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
import { packagedModels } from '../../modelkit/catalogue/packagedModels';
import type { Machine } from '../../modelkit/catalogue/machine';
import type { ModelService } from '../engine/modelService';
import type { AnsweringModel } from '../engine/selectedModel';
import { isAppError } from '../../protocol/appError';
import type { CatalogueView, ListedModel } from './modelCatalogue';
import { readCatalogue } from './modelCatalogue';
import { modelItem } from './modelItem';
import type { AvailableNode, ModelNode } from './modelNode';
import type { RemoteModels } from '../remote/remoteModels';
import type { ModelPulls } from './modelPulls';
import { remoteRows } from './remoteRows';

export interface ModelTreeParts {
  readonly models: ModelService;
  readonly pulls: ModelPulls;
  readonly remote: RemoteModels;
  readonly machine: () => Promise<Machine>;
  readonly place: PackagePlace;
}

/**
 * The models view: the device in use and why, the models on this machine and those that can be had.
 * Empty, so that the view's welcome shows, as long as there is no model and none is on its way.
 */
export class ModelTree implements TreeDataProvider<ModelNode> {
  readonly #parts: ModelTreeParts;
  readonly #changed = new EventEmitter<undefined>();
  readonly #verified = new Set<string>();
  readonly subscriptions: Disposable;
  #catalogue: CatalogueView = { embedded: [], stored: [], available: [] };

  constructor(parts: ModelTreeParts) {
    this.#parts = parts;
    this.subscriptions = Disposable.from(
      this.#changed,
      parts.models.onStatus(() => this.refresh()),
      parts.pulls.onChange(() => this.refresh()),
    );
  }

  get onDidChangeTreeData(): Event<undefined> {
    return this.#changed.event;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  markVerified(folder: string, isGood: boolean): void {
    if (isGood) this.#verified.add(folder);
    else this.#verified.delete(folder);
    this.refresh();
  }

  async getChildren(node?: ModelNode): Promise<ModelNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'device') return attempts(node);
    if (node.kind !== 'group') return [];
    if (node.group === 'remote') return remoteRows(this.#parts.remote);
    if (node.group !== 'available') return this.#installed(this.#catalogue[node.group]);
    return this.#available();
  }

  getTreeItem(node: ModelNode): TreeItem {
    return modelItem(node);
  }

  async #roots(): Promise<ModelNode[]> {
    const { server, isSelected } = this.#parts.remote;
    const { engineProblem } = this.#parts.models;
    const catalogue = await readCatalogue(this.#parts.place);
    // What cannot run here is not offered.
    this.#catalogue = engineProblem === undefined ? catalogue : { ...catalogue, available: [] };
    const { embedded, stored, available } = this.#catalogue;
    const states = await Promise.all(available.map((entry) => this.#parts.pulls.state(entry)));
    const isHere = embedded.length > 0 || stored.length > 0 || server !== undefined;
    if (engineProblem === undefined && !isHere && states.every(({ kind }) => kind === 'none'))
      return [];
    const { status } = this.#parts.models;
    // A server's failure stands in its own group.
    const hasFailure = status?.failure !== undefined && !isSelected;
    const hasDevice = status?.model !== undefined || hasFailure;
    const filled = (group: keyof CatalogueView): ModelNode[] =>
      this.#catalogue[group].length > 0 ? [{ kind: 'group', group }] : [];
    return [
      ...(engineProblem === undefined || isSelected
        ? []
        : [{ kind: 'noEngine', message: engineProblem.message } as const]),
      ...(hasDevice ? [{ kind: 'device', status } as const] : []),
      ...filled('embedded'),
      ...filled('stored'),
      ...(server === undefined
        ? []
        : [{ kind: 'group', group: 'remote', detail: server.host } as const]),
      ...filled('available'),
    ];
  }

  async #available(): Promise<ModelNode[]> {
    const { place, machine, pulls } = this.#parts;
    const ids = new Set(this.#catalogue.available.map(({ id }) => id));
    // Of all models, so that nothing is recommended in place of a better one that is here.
    const selected = await this.#selected();
    const current = selected === undefined ? undefined : findEntry(selected.manifest.id);
    const advice = adviseModels(packagedModels(place), await machine(), current);
    const nodes = await Promise.all(
      advice
        .filter(({ entry }) => ids.has(entry.id))
        .map(async (one): Promise<AvailableNode> => {
          return { kind: 'available', advice: one, pull: await pulls.state(one.entry) };
        }),
    );
    // What is under way comes first: below a dozen others it would be out of sight.
    const isBegun = ({ pull }: AvailableNode): boolean => pull.kind !== 'none';
    const others = nodes.filter((node) => !isBegun(node));
    return [...nodes.filter(isBegun), ...bestFirst(others, (node) => node.advice)];
  }

  #selected(): Promise<AnsweringModel | undefined> {
    return this.#parts.models.selected().catch((error: unknown) => {
      if (isAppError(error)) return undefined;
      throw error;
    });
  }

  async #installed(models: readonly ListedModel[]): Promise<ModelNode[]> {
    const selected = await this.#selected();
    const loaded = this.#parts.models.loadedFolder;
    return models.map((model) => ({
      kind: 'installed',
      model,
      isDefault: selected?.folder === model.folder,
      isLoaded: loaded === model.folder,
      isVerified: this.#verified.has(model.folder),
    }));
  }
}

function attempts({ status }: Extract<ModelNode, { readonly kind: 'device' }>): ModelNode[] {
  const tried = status.model?.device.attempts ?? [];
  return tried.map((attempt) => ({ kind: 'attempt', attempt }));
}

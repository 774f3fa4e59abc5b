import { join } from 'node:path';
import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { ModelSession } from '../../engine/ask/modelSession';
import type { Engine, EngineStatus } from '../../engine/engine';
import { LocalEngine } from '../../engine/localEngine';
import { storePaths } from '../../modelkit/store/storePaths';
import type { AppError } from '../../protocol/appError';
import type { LoadParams } from '../../protocol/childProtocol';
import type { Logger } from '../../protocol/logger';
import type { RemoteModels } from '../remote/remoteModels';
import type { Settings } from '../settings/settingsTable';
import type { AnsweringModel, SelectedModel } from './selectedModel';
import { IdleTimer } from './idleTimer';
import { ModelHold } from './modelHold';
import { findSelectedModel } from './selectedModel';

export interface ModelServiceOptions {
  /** Absolute path of the installed extension. */
  readonly extensionRoot: string;
  readonly settings: () => Settings;
  readonly logger: Logger;
  /** Answer instead while the settings name one of them. */
  readonly remote?: RemoteModels;
  /** Why no model of this machine can run; undefined where one can. Default: one can. */
  readonly engineProblem?: () => AppError | undefined;
  /** Rejects when this model is not to be loaded now; not called for one that is in memory. */
  readonly beforeLoad?: (model: SelectedModel) => Promise<void>;
}

export interface HostSession extends ModelSession {
  /** What the settings name, where that is not on this machine any more. */
  readonly insteadOf?: string | undefined;
}

/** What a model is loaded with; a change of it is another load. */
interface LoadedHow {
  readonly nodePath: string;
  readonly params: LoadParams;
}

/**
 * The one engine of this window and the model in it. Nothing starts before the first call; an
 * engine that is not used for `idleUnloadMinutes` gives its memory back by ending its process.
 */
export class ModelService implements Disposable {
  readonly #options: ModelServiceOptions;
  readonly #changed = new EventEmitter<EngineStatus>();
  #engine: LocalEngine | undefined;
  /** `nodePath` of the running engine. */
  #nodePath = '';
  /** Of the model that was loaded last. */
  #folder: string | undefined;
  readonly #idle: IdleTimer;
  readonly #hold = new ModelHold();
  readonly #disposing = new AbortController();

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.#idle = new IdleTimer(
      () => options.settings().idleUnloadMinutes,
      () => void this.unload(),
    );
    options.remote?.onStatus((status) => this.#changed.fire(status));
  }

  /** Undefined before the first use and after an unload. */
  get status(): EngineStatus | undefined {
    const { remote } = this.#options;
    return remote?.isSelected === true ? remote.status : this.#engine?.status;
  }

  /** Folder of the model in memory; undefined when none is. */
  get loadedFolder(): string | undefined {
    return this.#engine?.status.model === undefined ? undefined : this.#folder;
  }

  get onStatus(): Event<EngineStatus> {
    return this.#changed.event;
  }

  /** Code `engine-missing`; undefined where this system has an engine. */
  get engineProblem(): AppError | undefined {
    return this.#options.engineProblem?.();
  }

  /** Nothing is to be fetched for a system without an engine. Code `engine-missing`. */
  requireEngine(): void {
    const problem = this.engineProblem;
    if (problem !== undefined) throw problem;
  }

  /** The model the settings name, loaded or not. Codes: `engine-missing`, `model-not-found`. */
  selected(): Promise<AnsweringModel> {
    const { remote } = this.#options;
    return remote?.isSelected === true ? remote.selected() : this.#selectedFolder();
  }

  async #selectedFolder(): Promise<SelectedModel> {
    this.requireEngine();
    return findSelectedModel(this.#options.settings().model, this.#options.extensionRoot);
  }

  /**
   * Runs `work` with the selected model in memory, loading it first if need be. The model stays
   * until no work has run for `idleUnloadMinutes`; another one that is selected meanwhile waits until
   * `work` has ended, which asks more than once of the model whose name it gives.
   *
   * Codes: `engine-missing`, `model-not-found`, `remote-*` and those of `beforeLoad` and `Engine.load`.
   */
  use<T>(work: (session: HostSession) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#idle.during(async () => {
      const { remote } = this.#options;
      if (remote?.isSelected === true) return remote.use(work, signal);
      const model = await this.#selectedFolder();
      const how: LoadedHow = {
        nodePath: this.#options.settings().nodePath,
        params: this.#loadParams(model.folder),
      };
      return this.#hold.during(
        JSON.stringify(how),
        async () => work(await this.#session(model, how, signal)),
        AbortSignal.any([signal, this.#disposing.signal]),
      );
    });
  }

  async #session(
    model: SelectedModel,
    { nodePath, params }: LoadedHow,
    signal: AbortSignal,
  ): Promise<HostSession> {
    const { folder, manifest, insteadOf } = model;
    if (this.loadedFolder !== folder) await this.#options.beforeLoad?.(model);
    const engine = this.#running(nodePath);
    // It gave up after several ends in a row; who asks once more wants it to try once more.
    if (engine.status.state === 'failed') await engine.restart();
    const loaded = await engine.load(params, { signal });
    this.#folder = folder;
    return { engine, manifest, loaded, insteadOf };
  }

  /** The settings have changed: what waits to be unloaded stays as long as they say now. */
  updateIdle(): void {
    this.#idle.update();
  }

  /** Ends the engine's process, the one sure way to give memory back. Running calls are cancelled. */
  async unload(): Promise<void> {
    this.#idle.stop();
    const engine = this.#engine;
    this.#engine = undefined;
    await Promise.all([engine?.close(), this.#options.remote?.close()]);
  }

  /** Starts the end of the engine's process and does not wait for it. */
  dispose(): void {
    this.#disposing.abort();
    void this.unload();
    this.#changed.dispose();
  }

  #running(nodePath: string): Engine {
    if (this.#engine !== undefined && this.#nodePath === nodePath) return this.#engine;
    void this.#engine?.close();
    this.#nodePath = nodePath;
    const engine = new LocalEngine({
      childPath: join(this.#options.extensionRoot, 'dist', 'inference.js'),
      logger: this.#options.logger,
      // In a desktop VS Code the running program is Electron, which must behave like Node.js.
      env: { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
      ...(nodePath === '' ? {} : { nodePath }),
    });
    engine.onStatus((status) => this.#changed.fire(status));
    this.#engine = engine;
    return engine;
  }

  #loadParams(modelDir: string): LoadParams {
    const { device, threads } = this.#options.settings();
    const { devices: deviceMemory } = storePaths();
    return { modelDir, device, deviceMemory, ...(threads === 0 ? {} : { threads }) };
  }
}

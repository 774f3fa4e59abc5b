import type { ModelSession } from '../../engine/ask/modelSession';
import type { EngineStatus } from '../../engine/engine';
import type { RemoteEngine } from '../../engine/remote/remoteEngine';
import { AppError } from '../../protocol/appError';
import type { Logger } from '../../protocol/logger';
import type { RemoteModelInfo } from '../../protocol/remote/modelList';
import type { RemoteSelected } from '../engine/selectedModel';
import type { Settings } from '../settings/settingsTable';
import type { RemoteSettings } from './remoteSettings';
import { keyName, remoteSettings } from './remoteSettings';

/** A list is asked for again after this time: the view is drawn with every change of the engine. */
const listAgeMs = 30_000;
/** How long the view waits for a server before it says so. */
const listTimeoutMs = 5_000;
/** One that could not be had: a server that is started meanwhile is to be seen soon. */
const failedAgeMs = 10_000;

interface Listing {
  readonly models: Promise<readonly RemoteModelInfo[]>;
  /** Those of the list before until they are there. */
  known: readonly RemoteModelInfo[];
  /** Until when it is not asked for again. */
  endMs: number;
}

export interface RemoteModelsOptions {
  readonly settings: () => Settings;
  /** VS Code's SecretStorage. */
  readonly secrets: { get(name: string): PromiseLike<string | undefined> };
  readonly logger: Logger;
}

/** A server with an engine for each model: none is changed under an answer that runs. */
class OpenServer {
  /** What the engines are made from; another one needs other engines. */
  readonly source: string;
  listing: Listing | undefined;
  readonly #newEngine: () => RemoteEngine;
  readonly #onStatus: (status: EngineStatus) => void;
  readonly #engines = new Map<string, RemoteEngine>();
  #newest: RemoteEngine | undefined;

  constructor(
    source: string,
    newEngine: () => RemoteEngine,
    onStatus: (status: EngineStatus) => void,
  ) {
    this.source = source;
    this.#newEngine = newEngine;
    this.#onStatus = onStatus;
  }

  /** Of the engine that was used last. */
  get status(): EngineStatus | undefined {
    return this.#newest?.status;
  }

  engineOf(model: string): RemoteEngine {
    let engine = this.#engines.get(model);
    if (engine === undefined) {
      const made = (engine = this.#newEngine());
      made.onStatus((status) => {
        if (made === this.#newest) this.#onStatus(status);
      });
      this.#engines.set(model, made);
    }
    this.#newest = engine;
    return engine;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.close()));
  }
}

/**
 * The models of the server that the settings name. Nothing is loaded or asked before the first use;
 * a question goes there only while the settings name a model of it.
 */
export class RemoteModels {
  readonly #options: RemoteModelsOptions;
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  #open: OpenServer | undefined;

  constructor(options: RemoteModelsOptions) {
    this.#options = options;
  }

  /** The server, whether or not it answers questions. */
  get server(): RemoteSettings | undefined {
    return remoteSettings(this.#options.settings());
  }

  /** True while questions leave this machine. */
  get isSelected(): boolean {
    return (this.server?.model ?? '') !== '';
  }

  /** Undefined before the first use. */
  get status(): EngineStatus | undefined {
    return this.#open?.status;
  }

  onStatus(listener: (status: EngineStatus) => void): void {
    this.#listeners.add(listener);
  }

  /** What is known of the model that answers, without asking its server. */
  async selected(): Promise<RemoteSelected> {
    const { host, model, api } = this.#required();
    const { remoteModel } = await import('../../engine/remote/remoteModel');
    const info = this.#known(model) ?? {
      name: model,
      contextLength: undefined,
      alwaysTemplates: false,
    };
    return { manifest: remoteModel(info, api), host };
  }

  /** Runs `work` with the model that the settings name. Codes `remote-*`, `invalid-argument`. */
  async use<T>(work: (session: ModelSession) => Promise<T>, signal: AbortSignal): Promise<T> {
    const { model, api } = this.#required();
    const server = await this.#server();
    const engine = server.engineOf(model);
    try {
      const loaded =
        engine.status.model ?? (await engine.load({ modelDir: model, device: 'auto' }, { signal }));
      const { remoteModel } = await import('../../engine/remote/remoteModel');
      return await work({ engine, loaded, manifest: remoteModel(engine.info, api) });
    } catch (error) {
      // Whatever it was, the list may be out of date.
      server.listing = undefined;
      throw error;
    }
  }

  /**
   * The server's models, at most half a minute old; a failure is told for ten seconds without asking
   * again. Codes `remote-*`, `invalid-argument`.
   */
  async list(): Promise<readonly RemoteModelInfo[]> {
    const server = await this.#server();
    if (server.listing !== undefined && performance.now() < server.listing.endMs) {
      return server.listing.models;
    }
    const signal = AbortSignal.timeout(listTimeoutMs);
    const models = server.engineOf(this.#required().model).models({ signal });
    const listing: Listing = { models, known: server.listing?.known ?? [], endMs: Infinity };
    server.listing = listing;
    models.then(
      (known) => Object.assign(listing, { known, endMs: performance.now() + listAgeMs }),
      () => (listing.endMs = performance.now() + failedAgeMs),
    );
    return models;
  }

  /** The next list is asked for anew. */
  forgetList(): void {
    if (this.#open !== undefined) this.#open.listing = undefined;
  }

  /** Forgets server and key; running calls end with `cancelled`. The next use asks anew. */
  async close(): Promise<void> {
    const server = this.#open;
    this.#open = undefined;
    await server?.close();
  }

  async #server(): Promise<OpenServer> {
    const { address } = this.#required();
    const key = await this.#options.secrets.get(keyName(address));
    const source = JSON.stringify([address, key]);
    if (this.#open?.source === source) return this.#open;
    const { RemoteEngine: Engine } = await import('../../engine/remote/remoteEngine');
    // Another call may have come this far meanwhile: its server serves both.
    if (this.#open?.source === source) return this.#open;
    const { logger } = this.#options;
    const options = { address, logger, ...(key === undefined ? {} : { key }) };
    void this.close();
    this.#open = new OpenServer(
      source,
      () => new Engine(options),
      (status) => {
        for (const listener of this.#listeners) listener(status);
      },
    );
    return this.#open;
  }

  #known(name: string): RemoteModelInfo | undefined {
    return this.#open?.listing?.known.find((info) => info.name === name);
  }

  #required(): RemoteSettings {
    const { server } = this;
    if (server !== undefined) return server;
    throw new AppError(
      'invalid-argument',
      'No server is set: write its address into the setting tokenskip.remote.address.',
      { setting: 'tokenskip.remote.address', isMissing: true },
    );
  }
}

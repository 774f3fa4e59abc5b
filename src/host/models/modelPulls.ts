import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import type { RepositoryFiles } from '../../modelkit/hub/fetchRepository';
import { discardPartial, partialBytes } from '../../modelkit/store/partialDownload';
import { removeDownload } from '../../modelkit/store/removeDownload';
import { storePaths } from '../../modelkit/store/storePaths';
import type { ErrorData } from '../../protocol/appError';
import { isCancelled, toErrorData } from '../../protocol/appError';
import type { ModelJob, ModelJobProgress } from '../../protocol/modelJob';
import type { FetchModel } from './fetchModel';
import type { PullProgress } from './pullProgress';
import { ProgressClock } from './pullProgress';
import type { ModelJobHooks } from './runModelJob';
import { withoutNetwork } from './withoutNetwork';

/** How the preparation of a catalogue model is; a complete snapshot. */
export type PullState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: PullProgress | undefined }
  /** Bytes that are here from an earlier try. */
  | { readonly kind: 'paused'; readonly done: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export type RunJob = (
  job: ModelJob,
  hooks: Pick<ModelJobHooks, 'signal' | 'onProgress' | 'onNote'>,
) => Promise<string>;

export interface ModelPullsOptions {
  readonly fetch: FetchModel;
  readonly run: RunJob;
  /** The installed extension. */
  readonly rootDir: string;
}

interface RunningPull {
  readonly abort: AbortController;
  readonly ended: Promise<string | undefined>;
  progress: PullProgress | undefined;
}

/** The pulls of this window. Pausing keeps what has arrived; a later pull goes on from there. */
export class ModelPulls implements Disposable {
  readonly #options: ModelPullsOptions;
  readonly #changed = new EventEmitter<undefined>();
  readonly #running = new Map<string, RunningPull>();
  readonly #failures = new Map<string, ErrorData>();
  /** What was fetched in this session, by the model made from it. */
  readonly #fetched = new Map<string, readonly RepositoryFiles[]>();

  constructor(options: ModelPullsOptions) {
    this.#options = options;
  }

  get onChange(): Event<undefined> {
    return this.#changed.event;
  }

  async state(entry: CatalogueEntry): Promise<PullState> {
    const running = this.#running.get(entry.id);
    if (running !== undefined) return { kind: 'running', progress: running.progress };
    const error = this.#failures.get(entry.id);
    if (error !== undefined) return { kind: 'failed', error };
    const done = await partialBytes(entry, { paths: storePaths(), env: process.env });
    return done > 0 ? { kind: 'paused', done } : { kind: 'none' };
  }

  /**
   * Starts or resumes; resolves to the folder when the model is ready, or to undefined when it was
   * paused. A pull that runs is joined. Codes: those of `FetchModel`
   * and `RunJob` but `cancelled`.
   */
  async start(
    entry: CatalogueEntry,
    onProgress: (progress: PullProgress) => void = () => undefined,
  ): Promise<string | undefined> {
    const known = this.#running.get(entry.id);
    if (known !== undefined) return known.ended;
    this.#failures.delete(entry.id);
    const abort = new AbortController();
    const clock = new ProgressClock();
    const hooks = {
      signal: abort.signal,
      onNote: () => undefined,
      onProgress: (step: ModelJobProgress) => {
        const progress = clock.timed(step);
        running.progress = progress;
        onProgress(progress);
        this.#changed.fire(undefined);
      },
    };
    const ended = this.#prepare(entry, hooks)
      .catch((error: unknown) => {
        if (isCancelled(error)) return undefined;
        this.#failures.set(entry.id, toErrorData(error));
        throw error;
      })
      .finally(() => {
        this.#running.delete(entry.id);
        this.#changed.fire(undefined);
      });
    const running: RunningPull = { abort, ended, progress: undefined };
    this.#running.set(entry.id, running);
    this.#changed.fire(undefined);
    return ended;
  }

  /** Resolves when nothing works on it any more. */
  async pause(entry: CatalogueEntry): Promise<void> {
    const running = this.#running.get(entry.id);
    running?.abort.abort();
    await running?.ended.catch(() => undefined);
  }

  /** Removes what has arrived. Code `model-in-use` while another window is at it. */
  async discard(entry: CatalogueEntry): Promise<void> {
    await this.pause(entry);
    await discardPartial(entry, { paths: storePaths(), env: process.env });
    this.#failures.delete(entry.id);
    this.#changed.fire(undefined);
  }

  /** Bytes of the repositories that this session fetched for a model; 0 where there are none. */
  fetchedBytes({ id }: CatalogueEntry): number {
    const files = (this.#fetched.get(id) ?? []).flatMap((repository) => repository.files);
    return files.reduce((sum, { bytes, isFetched }) => (isFetched ? sum + bytes : sum), 0);
  }

  /** Removes them. Code `folder-unreadable`. */
  async removeFetched(entry: CatalogueEntry): Promise<void> {
    await removeDownload(entry, storePaths(), this.#fetched.get(entry.id) ?? []);
    this.#fetched.delete(entry.id);
  }

  /** Fetches in this process, where VS Code sees to proxies and certificates; converts in another. */
  async #prepare(entry: CatalogueEntry, hooks: Parameters<RunJob>[1]): Promise<string> {
    const { fetch, run, rootDir } = this.#options;
    const files: RepositoryFiles[] = [];
    const onFetched = (some: RepositoryFiles): void => void files.push(some);
    const fetched = await fetch(entry, { ...hooks, onFetched }).catch(async (error: unknown) => {
      throw await withoutNetwork(error, rootDir);
    });
    // A pull that goes on finds here what the one before has fetched.
    this.#fetched.set(entry.id, [...(this.#fetched.get(entry.id) ?? []), ...files]);
    const hasReleases = entry.source.kind === 'release';
    return run({ kind: 'pull', id: entry.id, rootDir, hasReleases, fetched }, hooks);
  }

  dispose(): void {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#changed.dispose();
  }
}

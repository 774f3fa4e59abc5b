import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { BaseModel } from '../../modelkit/store/baseModels';
import { storePaths } from '../../modelkit/store/storePaths';
import type { ErrorData } from '../../protocol/appError';
import { isCancelled, toErrorData } from '../../protocol/appError';
import type { ModelJob, ModelJobProgress } from '../../protocol/modelJob';
import type { ModelJobHooks } from './runModelJob';

/** How the preparation of a catalogue model is; a complete snapshot. */
export type PullState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: ModelJobProgress | undefined }
  /** Bytes that are here from an earlier try. */
  | { readonly kind: 'paused'; readonly done: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export type RunJob = (
  job: ModelJob,
  hooks: Pick<ModelJobHooks, 'signal' | 'onProgress' | 'onNote'>,
) => Promise<string>;

/** Gets the published file into the store; a part of it that is there is continued. */
export type FetchBase = (
  base: BaseModel,
  hooks: Pick<ModelJobHooks, 'signal' | 'onProgress'>,
) => Promise<unknown>;

export interface ModelPullsOptions {
  readonly fetch: FetchBase;
  readonly run: RunJob;
  /** The installed extension. */
  readonly rootDir: string;
}

interface RunningPull {
  readonly abort: AbortController;
  readonly ended: Promise<string | undefined>;
  progress: ModelJobProgress | undefined;
}

/** The pulls of this window. Pausing keeps what has arrived; a later pull goes on from there. */
export class ModelPulls implements Disposable {
  readonly #options: ModelPullsOptions;
  readonly #changed = new EventEmitter<undefined>();
  readonly #running = new Map<string, RunningPull>();
  readonly #failures = new Map<string, ErrorData>();

  constructor(options: ModelPullsOptions) {
    this.#options = options;
  }

  get onChange(): Event<undefined> {
    return this.#changed.event;
  }

  async state(base: BaseModel): Promise<PullState> {
    const running = this.#running.get(base.id);
    if (running !== undefined) return { kind: 'running', progress: running.progress };
    const error = this.#failures.get(base.id);
    if (error !== undefined) return { kind: 'failed', error };
    const sizes = await Promise.all(downloadFiles(base).slice(0, 2).map(sizeOf));
    const done = Math.max(...sizes);
    return done > 0 ? { kind: 'paused', done } : { kind: 'none' };
  }

  /**
   * Starts or resumes; resolves to the folder when the model is ready, or to undefined when it was
   * paused. A pull that runs is joined. Codes: those of `FetchBase`
   * and `RunJob` but `cancelled`.
   */
  async start(
    base: BaseModel,
    onProgress: (progress: ModelJobProgress) => void = () => undefined,
  ): Promise<string | undefined> {
    const known = this.#running.get(base.id);
    if (known !== undefined) return known.ended;
    this.#failures.delete(base.id);
    const abort = new AbortController();
    const hooks = {
      signal: abort.signal,
      onNote: () => undefined,
      onProgress: (progress: ModelJobProgress) => {
        running.progress = progress;
        onProgress(progress);
        this.#changed.fire(undefined);
      },
    };
    const ended = this.#prepare(base, hooks)
      .catch((error: unknown) => {
        if (isCancelled(error)) return undefined;
        this.#failures.set(base.id, toErrorData(error));
        throw error;
      })
      .finally(() => {
        this.#running.delete(base.id);
        this.#changed.fire(undefined);
      });
    const running: RunningPull = { abort, ended, progress: undefined };
    this.#running.set(base.id, running);
    this.#changed.fire(undefined);
    return ended;
  }

  /** Resolves when nothing works on it any more. */
  async pause(base: BaseModel): Promise<void> {
    const running = this.#running.get(base.id);
    running?.abort.abort();
    await running?.ended.catch(() => undefined);
  }

  /** Removes what has arrived. */
  async discard(base: BaseModel): Promise<void> {
    await this.pause(base);
    this.#failures.delete(base.id);
    await Promise.all(downloadFiles(base).map((path) => rm(path, { force: true })));
    this.#changed.fire(undefined);
  }

  /** Fetches in this process, where VS Code sees to proxies and certificates; converts in another. */
  async #prepare(base: BaseModel, hooks: Parameters<RunJob>[1]): Promise<string> {
    const { fetch, run, rootDir } = this.#options;
    await fetch(base, hooks);
    return run({ kind: 'pull', id: base.id, rootDir }, hooks);
  }

  dispose(): void {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#changed.dispose();
  }
}

/** The published file in the store, its part, and the part's note. */
export function downloadFiles({ file }: BaseModel): readonly string[] {
  const path = join(storePaths().base, file);
  return [path, `${path}.part`, `${path}.part.etag`];
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/appError';
import type { ModelJob, ModelJobEvent, ModelJobProgress } from '../../protocol/modelJob';
import { verifyModel } from '../manifest/verifyModel';
import type { BaseModel } from '../store/baseModels';
import { findBaseModel } from '../store/baseModels';
import { requireDiskSpace } from '../store/diskSpace';
import { prepareBaseModel } from '../store/prepareBaseModel';
import type { StorePaths } from '../store/storePaths';
import { storePaths } from '../store/storePaths';

export interface JobHooks {
  readonly signal: AbortSignal;
  readonly send: (event: ModelJobEvent) => Promise<void>;
}

/** Between two snapshots of a job's progress. */
const progressIntervalMs = 100;

/**
 * Does one job; resolves to the model's folder. Codes: `model-not-found`, and those of
 * `prepareBaseModel` and `verifyModel`.
 */
export async function runJob(job: ModelJob, { signal, send }: JobHooks): Promise<string> {
  const report = throttled((progress) => void send({ kind: 'progress', ...progress }));
  if (job.kind === 'verify') {
    await verifyModel(job.folder, {
      signal,
      onProgress: ({ doneBytes, totalBytes }) =>
        report({ stage: 'verify', done: doneBytes, total: totalBytes }),
    });
    return job.folder;
  }
  const base = findBaseModel(job.id);
  if (base === undefined) {
    throw new AppError('model-not-found', `There is no model "${job.id}" in the catalogue.`);
  }
  const paths = storePaths();
  await mkdir(paths.base, { recursive: true });
  // Before the first byte: nobody wants to hear of a full disk after a long download.
  await requireDiskSpace(paths.base, (await missingBytes(base, paths)) + convertedBytes(base));
  return prepareBaseModel(base, {
    rootDir: job.rootDir,
    paths,
    env: process.env,
    signal,
    onProgress: report,
    onNote: (text) => void send({ kind: 'note', text }),
  });
}

async function missingBytes(base: BaseModel, paths: StorePaths): Promise<number> {
  const path = join(paths.base, base.file);
  const sizes = await Promise.all([path, `${path}.part`].map(sizeOf));
  return Math.max(0, base.bytes - Math.max(...sizes));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Never larger than the source by much. */
function convertedBytes(base: BaseModel): number {
  return Math.ceil(base.bytes * 1.35);
}

/** Passes on at most ten snapshots a second; the newest is never lost. */
function throttled(
  send: (progress: ModelJobProgress) => void,
): (progress: ModelJobProgress) => void {
  let newest: ModelJobProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  return (progress) => {
    newest = progress;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (newest !== undefined) send(newest);
    }, progressIntervalMs).unref();
  };
}

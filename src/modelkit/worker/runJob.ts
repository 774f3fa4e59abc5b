import { AppError } from '../../protocol/appError';
import type { ModelJob, ModelJobEvent, ModelJobProgress } from '../../protocol/modelJob';
import { verifyModel } from '../manifest/verifyModel';
import { newestOnly } from '../newestOnly';
import { findBaseModel } from '../store/baseModels';
import { prepareBaseModel } from '../store/prepareBaseModel';
import { requirePullSpace } from '../store/requirePullSpace';
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
  const report = newestOnly<ModelJobProgress>(
    progressIntervalMs,
    (progress) => void send({ kind: 'progress', ...progress }),
  );
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
  await requirePullSpace(base, paths);
  return prepareBaseModel(base, {
    rootDir: job.rootDir,
    paths,
    env: process.env,
    signal,
    onProgress: report,
    onNote: (text) => void send({ kind: 'note', text }),
  });
}

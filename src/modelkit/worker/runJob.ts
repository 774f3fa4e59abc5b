import { AppError } from '../../protocol/appError';
import type { ModelJob, ModelJobEvent, ModelJobProgress } from '../../protocol/modelJob';
import { packagedModel } from '../catalogue/packagedModels';
import { verifyModel } from '../manifest/verifyModel';
import { newestOnly } from '../newestOnly';
import { prepareEntry } from '../store/prepareEntry';
import { storePaths } from '../store/storePaths';

export interface JobHooks {
  readonly signal: AbortSignal;
  readonly send: (event: ModelJobEvent) => Promise<void>;
}

/** Between two snapshots of a job's progress. */
const progressIntervalMs = 100;

/**
 * Does one job; resolves to the model's folder. Codes: `model-not-found`, and those of
 * `prepareEntry` and `verifyModel`.
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
  const entry = packagedModel(job.id, job);
  if (entry === undefined) {
    throw new AppError('model-not-found', `There is no model "${job.id}" in the catalogue.`);
  }
  return prepareEntry(entry, {
    rootDir: job.rootDir,
    paths: storePaths(),
    env: process.env,
    signal,
    ...(job.fetched === null ? {} : { fetched: job.fetched }),
    onProgress: report,
    onNote: (text) => void send({ kind: 'note', text }),
  });
}

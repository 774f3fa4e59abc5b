import { newestOnly } from '../../modelkit/newestOnly';
import { prepareBaseGguf } from '../../modelkit/store/prepareBaseGguf';
import { requirePullSpace } from '../../modelkit/store/requirePullSpace';
import { storePaths } from '../../modelkit/store/storePaths';
import { AppError } from '../../protocol/appError';
import type { FetchBase } from './modelPulls';

/** Between two snapshots of a download's progress. */
const progressIntervalMs = 100;

/** Fetches from the address that the settings name, or from where `HF_ENDPOINT` says. */
export function fetchFrom(address: () => string): FetchBase {
  return async (base, { signal, onProgress }) => {
    const paths = storePaths();
    await requirePullSpace(base, paths);
    const named = address();
    if (named !== '' && !/^https?:\/\/./.test(named)) throw noAddress();
    const env = named === '' ? process.env : { ...process.env, HF_ENDPOINT: named };
    await prepareBaseGguf(base, {
      paths,
      env,
      signal,
      onProgress: newestOnly(progressIntervalMs, onProgress),
    });
  };
}

function noAddress(): AppError {
  return new AppError(
    'invalid-argument',
    'The setting tokenskip.downloadAddress must begin with http:// or https://: correct or empty it.',
  );
}

import { AppError } from '../../protocol/appError';
import type { RepositoryFiles, RepositoryOptions } from '../hub/fetchRepository';
import type { HubConnection } from '../hub/hubConnection';
import { hubConnection } from '../hub/hubConnection';
import type { HubFolders } from '../hub/hubFolders';
import { hubFolders } from '../hub/hubFolders';

/** How repositories of the hub are reached; by default as the environment says. */
export interface RepositoryAccess {
  readonly hub?: HubConnection;
  readonly folders?: HubFolders;
  /** Told what was fetched, so that it can be removed when the model is made. */
  readonly onFetched?: (files: RepositoryFiles) => void;
}

export interface AccessEnvironment extends RepositoryAccess {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Connection and folders, from the options or from the environment. Errors as `hubConnection`. */
export async function repositoryAccess({
  env,
  hub,
  folders,
}: AccessEnvironment): Promise<Pick<RepositoryOptions, 'hub' | 'folders'>> {
  return { hub: hub ?? (await hubConnection({ env })), folders: folders ?? hubFolders(env) };
}

/** Whether `error` says that the publisher has to grant access first. */
export function isRefusedAccess(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'hub-gated' || error.code === 'hub-token');
}

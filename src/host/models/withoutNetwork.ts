import { join } from 'node:path';
import { l10n } from 'vscode';
import { installedModels } from '../../modelkit/store/installedModels';
import { storePaths } from '../../modelkit/store/storePaths';
import { AppError, isAppError } from '../../protocol/appError';

/**
 * The failure of a download, with a sentence about the full package where nothing can be fetched at
 * all. `details.hint` is that sentence alone. Any other error, and one in a package that has a model
 * already, as it is.
 */
export async function withoutNetwork(error: unknown, extensionRoot: string): Promise<unknown> {
  if (!isAppError(error) || error.details?.unreachable !== true) return error;
  const installed = await installedModels(join(extensionRoot, 'models'), storePaths());
  if (installed.some(({ place }) => place === 'embedded')) return error;
  const hint = l10n.t(
    'Without a network: the full package of TokenSkip (its file name ends with -full.vsix) brings a model along.',
  );
  const { code, message, details } = error;
  return new AppError(code, `${message} ${hint}`, { ...details, hint }, { cause: error });
}

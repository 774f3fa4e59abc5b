import { l10n } from 'vscode';
import { hasNativeRuntime } from '../../engine/nativeRuntime';
import { AppError } from '../../protocol/appError';

/** What asks whether this extension has an engine for this system; it looks once, when first asked. */
export function missingEngine(
  extensionRoot: string,
  platform: string = process.platform,
  arch: string = process.arch,
): () => AppError | undefined {
  let isThere: boolean | undefined;
  return () => {
    isThere ??= hasNativeRuntime(extensionRoot, platform, arch);
    if (isThere) return undefined;
    return new AppError(
      'engine-missing',
      l10n.t(
        'TokenSkip has no engine for this system ({0}). Point it at a server in the settings, and choose its model in the Models view.',
        `${platform} ${arch}`,
      ),
    );
  };
}

import { createRequire } from 'node:module';
import path from 'node:path';
import { accept, object, text } from '../../protocol/guards';

/** The native runtime as it is installed. */
export interface RuntimePackage {
  /** `unknown` or `not installed` when it cannot be told. */
  readonly version: string;
  /** Absolute path of the folder with its libraries for this machine; it need not exist. */
  readonly libraryFolder: string;
}

/** Found without loading the runtime: that takes longer than the handshake may. */
export function runtimePackage(): RuntimePackage {
  const require = createRequire(__filename);
  const check = object<{ readonly version: string }>({ version: text(64) });
  try {
    const description = 'onnxruntime-node/package.json';
    const found: unknown = require(description);
    const checked = accept(check, found, 'package.json');
    const { platform, arch } = process;
    const folder = path.dirname(require.resolve(description));
    return {
      version: checked.ok ? checked.value.version : 'unknown',
      libraryFolder: path.join(folder, 'bin', 'napi-v6', platform, arch),
    };
  } catch {
    return { version: 'not installed', libraryFolder: '' };
  }
}

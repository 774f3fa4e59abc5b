import { AppError } from '../../protocol/appError';
import type { ManifestSource } from '../../protocol/modelManifest';

/** What an adapter is merged into. */
interface AdaptedSource {
  readonly kind: 'gguf' | 'safetensors';
  readonly sha256: string;
}

/**
 * Throws where an adapter was trained on another file than it is merged into: shapes alone would let
 * through every model of one size, with ratios and chances that were measured on the other one.
 *
 * A folder and a GGUF file of one model have different digests: between them nothing is compared.
 *
 * @param base what the adapter says; undefined where it says nothing
 * @param name of `found`, for people
 * @throws AppError `adapter-mismatch`
 */
export function requireBase(
  base: ManifestSource | undefined,
  found: AdaptedSource,
  name: string,
): void {
  if (base === undefined || base.sha256 === found.sha256 || isOtherKind(base, found)) return;
  const trained = base.file ?? base.repository ?? 'another file';
  throw new AppError(
    'adapter-mismatch',
    `The adapter was trained on ${trained} (sha256 ${base.sha256.slice(0, 12)}…), and ${name} is another file (sha256 ${found.sha256.slice(0, 12)}…): take that file, or an adapter that was trained on this one.`,
    { sha256: base.sha256 },
  );
}

function isOtherKind({ file }: ManifestSource, { kind }: AdaptedSource): boolean {
  return file !== undefined && file.toLowerCase().endsWith('.gguf') !== (kind === 'gguf');
}

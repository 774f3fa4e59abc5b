import type { ModelManifest } from '../../protocol/modelManifest';

/**
 * Memory of a running model: its files once mapped and once repacked for the processor, and what
 * the runtime and a conversation take. Measured: 864 MB for 370 MB of files (docs/performance.md).
 */
const bytesPerFileByte = 2;
const fixedBytes = 120e6;

export function fileBytes(manifest: ModelManifest): number {
  return manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes of memory that a model takes while it answers. */
export function memoryNeed(manifest: ModelManifest): number {
  return fileBytes(manifest) * bytesPerFileByte + fixedBytes;
}

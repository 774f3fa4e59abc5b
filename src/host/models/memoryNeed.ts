import { freemem, totalmem } from 'node:os';
import type { BaseModel } from '../../modelkit/store/baseModels';
import type { ModelManifest } from '../../protocol/modelManifest';

/**
 * Memory of a running model: its files once mapped and once repacked for the processor, and what
 * the runtime and a conversation take. Measured: 864 MB for 370 MB of files (docs/performance.md).
 */
const bytesPerFileByte = 2;
const fixedBytes = 120e6;

/** Converted files are about three quarters of the published ones (370 MB of 491 MB). */
const convertedShare = 0.76;

export function fileBytes(manifest: ModelManifest): number {
  return manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes of memory that a model takes while it answers. */
export function memoryNeed(manifest: ModelManifest): number {
  return fileBytes(manifest) * bytesPerFileByte + fixedBytes;
}

/** The same for a model that is not here yet. */
export function expectedMemoryNeed(base: BaseModel): number {
  return base.bytes * convertedShare * bytesPerFileByte + fixedBytes;
}

/**
 * Bytes of memory that a new process can have. macOS counts what it would give back at once as
 * used, and says a few hundred MB on any machine: there half of all memory is taken instead.
 */
export function availableMemory(
  platform: NodeJS.Platform = process.platform,
  free: number = freemem(),
  total: number = totalmem(),
): number {
  return platform === 'darwin' ? Math.max(free, total / 2) : free;
}

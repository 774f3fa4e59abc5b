import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { convertModel } from '../../../src/modelkit/convert/convertModel';
import { readModelFolder } from '../../../src/inference/session/modelFolder';
import {
  createCpuDecoder,
  createWebgpuDecoder,
} from '../../../src/inference/session/createDecoder';
import type { Decoder } from '../../../src/inference/decoder/decoder';

export const tinyArchitectures = ['llama', 'qwen2'] as const;
export type TinyArchitecture = (typeof tinyArchitectures)[number];

/** A converted model in a folder of its own that the caller removes. */
export interface ConvertedModel {
  readonly directory: string;
  remove(): Promise<void>;
}

/** One of the committed random models in one of the converter's formats, activations unrounded. */
export async function convertTiny(
  architecture: TinyArchitecture,
  format: string,
): Promise<ConvertedModel> {
  const root = await mkdtemp(path.join(tmpdir(), 'tokenskip-tiny-'));
  const directory = path.join(root, architecture);
  const source = path.join(import.meta.dirname, '..', 'tiny', architecture);
  await convertModel({ source, outDir: directory, format, accuracyLevel: 0 });
  return { directory, remove: () => rm(root, { recursive: true, force: true }) };
}

export async function openDecoder(directory: string, device: 'cpu' | 'webgpu'): Promise<Decoder> {
  const folder = await readModelFolder(directory);
  return device === 'cpu'
    ? createCpuDecoder(folder, { modelDir: directory, device })
    : createWebgpuDecoder(folder);
}

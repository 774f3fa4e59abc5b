import { stat } from 'node:fs/promises';
import { openFile } from './byteSource';
import type { GgufSourceOptions, GgufTensorSource } from './gguf/ggufSource';
import { openGgufSource } from './gguf/ggufSource';
import { openSafetensorsSource } from './safetensors/safetensorsSource';
import type { TensorSource } from './tensorSource';

/** An open model and where its tokenizer is to be found. */
export type OpenModel =
  | { readonly kind: 'gguf'; readonly tensors: GgufTensorSource }
  | { readonly kind: 'safetensors'; readonly tensors: TensorSource; readonly folder: string };

/**
 * Opens a model: a folder is read as Hugging Face safetensors, a file as GGUF. The caller closes
 * `tensors`.
 *
 * @throws AppError `model-not-found`, `folder-unreadable`, `model-file-invalid`,
 *   `unsupported-architecture`, `unsupported-tensor-type`
 */
export async function openModel(path: string, options: GgufSourceOptions = {}): Promise<OpenModel> {
  if (await isFolder(path)) {
    return { kind: 'safetensors', tensors: await openSafetensorsSource(path), folder: path };
  }
  const source = await openFile(path);
  try {
    return { kind: 'gguf', tensors: await openGgufSource(source, options) };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // openFile says what is wrong with it
  }
}

import { AppError } from '../../../protocol/appError';
import type { ModelConfig } from '../modelConfig';
import { expectedTensors } from '../modelTensors';
import type { TensorSource } from '../tensorSource';
import { matrixSize, unknownTensor } from '../tensorSource';
import { mergedSource } from './mergedSource';
import { readAdapter } from './readAdapter';

/**
 * Checks that the PEFT adapter in `folder` fits a base of this configuration, without its weights.
 *
 * @throws AppError as `readAdapter` and `mergedSource`
 */
export async function checkAdapter(config: ModelConfig, folder: string): Promise<void> {
  const adapter = await readAdapter(folder);
  try {
    mergedSource(shapesOnly(config), adapter);
  } finally {
    await adapter.close();
  }
}

/** A base of which only the shapes are known. */
function shapesOnly(config: ModelConfig): TensorSource {
  const tensors = expectedTensors(config);
  return {
    config,
    names: [...tensors.keys()],
    info: (name) => {
      const shape = tensors.get(name);
      if (shape === undefined) throw unknownTensor(name);
      const { rows, cols } = matrixSize(shape);
      return { name, shape, rows, cols, type: 'BF16', bytes: rows * cols * 2 };
    },
    readRows: () => Promise.reject(new AppError('internal', 'These weights are not here.')),
    close: () => Promise.resolve(),
  };
}

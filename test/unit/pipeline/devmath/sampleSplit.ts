import type { DevMathSplit } from '../../../../src/pipeline/devmath/devMathRow';
import type { AnyForm } from '../../../../src/pipeline/devmath/form';

/** Every second sample is in dev's wording, where the form has one. */
export function sampleSplit({ wordings }: AnyForm, index: number): DevMathSplit {
  return index % 2 === 1 && wordings.dev.length > 0 ? 'dev' : 'train';
}

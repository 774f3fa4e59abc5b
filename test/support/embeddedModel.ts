import path from 'node:path';

/** Folder of the model that is part of the product: real weights for tests. */
export const embeddedModelDir = path.join(
  import.meta.dirname,
  '..',
  '..',
  'models',
  'tokenskip-coder-0.5b',
);

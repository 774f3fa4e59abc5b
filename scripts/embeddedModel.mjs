import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder of the model that is part of the product. */
export const embeddedModelDir = join(root, 'models', 'tokenskip-coder-0.5b');

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the pages of the webviews are built to. */
export const builtPages = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  '..',
  'dist',
  'webview',
);

// Draws media/icon.png, which the Marketplace asks for, from media/icon.svg.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './editor/chromium.mjs';

const SIZE = 256;
const media = join(dirname(dirname(fileURLToPath(import.meta.url))), 'media');

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  const svg = await readFile(join(media, 'icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(join(media, 'icon.png'), png);
} finally {
  await browser.close();
}

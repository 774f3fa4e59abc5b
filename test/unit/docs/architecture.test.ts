import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const text = readFileSync('docs/architecture.md', 'utf8');
/** First column of the table of folders. */
const listed = [...text.matchAll(/^\| `([\w/]+)` \|/gm)].map(([, folder]) => folder ?? '');

it('every path that docs/architecture.md names exists', () => {
  const named = [...text.matchAll(/`((?:src|test|models|docs)\/[\w/.]+)`/g)].map(
    ([, path]) => path,
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...named, ...listed].filter((path) => path === undefined || !existsSync(path))).toEqual(
    [],
  );
});

it.each(['src', 'test'])('every folder of %s is in its table', (root) => {
  const folders = readdirSync(root)
    .map((name) => `${root}/${name}`)
    .filter((path) => statSync(path).isDirectory());
  expect(folders.filter((path) => !listed.includes(path))).toEqual([]);
});

it('its picture names every layer of the code', () => {
  const picture = text.split('```')[1] ?? '';
  const layers = readdirSync('src').filter((name) => statSync(join('src', name)).isDirectory());
  expect(layers.filter((layer) => !picture.includes(`src/${layer}`))).toEqual([]);
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** What tells how things are; the training log tells how they were, with files that are gone. */
const documents = [
  'CONTRIBUTING.md',
  'README.md',
  'models/recipe/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md') && name !== 'training-log.md')
    .map((name) => `docs/${name}`),
];
const text = readFileSync('docs/architecture.md', 'utf8');
/** First column of the table of folders. */
const listed = [...text.matchAll(/^\| `([\w/]+)` \|/gm)].map(([, folder]) => folder ?? '');

/** Paths of the repository between backticks; a name in capitals stands for any. */
function pathsIn(document: string): readonly string[] {
  const named = document.matchAll(/`((?:src|test|scripts|bench|models|docs)\/[\w/.-]+)`/g);
  return [...named].map(([, path]) => path ?? '').filter((path) => !/\/[A-Z]+(?:\/|$)/.test(path));
}

/** Paths that links lead to, other documents' and pictures. */
function linksIn(document: string): readonly string[] {
  return [...document.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, path]) => path ?? '');
}

it('every path that docs/architecture.md names exists', () => {
  expect(pathsIn(text).length).toBeGreaterThan(10);
  expect(listed.filter((path) => !existsSync(path))).toEqual([]);
});

it.each(documents)(
  'every path that %s names and every file that it links to exists',
  (document) => {
    const content = readFileSync(document, 'utf8');
    const linked = linksIn(content).map((path) => join(dirname(document), path));
    expect([...pathsIn(content), ...linked].filter((path) => !existsSync(path))).toEqual([]);
  },
);

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

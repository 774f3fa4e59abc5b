import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBudget } from '../../../scripts/package/budget.mjs';
import { packedReadme } from '../../../scripts/package/packedReadme.mjs';

const repository = join(import.meta.dirname, '..', '..', '..');

/** Targets of links and pictures that are no addresses, without their place in the page. */
function relativeTargets(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#]*)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

describe('packedReadme', () => {
  it('drops the line of a picture and keeps the text of a link', () => {
    const text = [
      'See [the guide](docs/guide.md#a), [a site](https://a.example/b) and [below](#below).',
      '',
      '![Panel](docs/panel.png)',
      '',
      'After.',
      '',
    ].join('\n');
    const site = '[a site](https://a.example/b) and [below](#below)';
    expect(packedReadme(text)).toBe(`See the guide, ${site}.\n\nAfter.\n`);
  });

  it('drops each part that is about the repository alone', () => {
    const part = (text: string): string =>
      `<!-- repository:start (why) -->\n${text}\n<!-- repository:end -->\n`;
    expect(packedReadme(`a\n\n${part('b')}\nc\n\n${part('d')}`)).toBe('a\n\nc\n\n');
  });

  it('points at no file of the repository that is not packed', async () => {
    const text = await readFile(join(repository, 'README.md'), 'utf8');
    expect(relativeTargets(text).length).toBeGreaterThan(5);
    const { files } = await readBudget();
    const packed = packedReadme(text);
    const missing = relativeTargets(packed).filter((path) => !files.includes(`extension/${path}`));
    expect(missing).toEqual([]);
    expect(packed).not.toMatch(/!\[|<!--|\n{3}/);
    expect(packed).toContain('## Models');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');
const sides = text.split(/^## /m).slice(1);

it('every file that SECURITY.md names exists', () => {
  const named = [...text.matchAll(/`((?:src|test|scripts|models|docs)\/[^`]+)`/g)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

describe('the threats in SECURITY.md', () => {
  it('are the five sides', () => {
    expect(sides).toHaveLength(5);
  });

  it.each(sides.map((side) => [side.split('\n')[0], side] as const))(
    '%s: each defence names a test, and what is not defended is said',
    (_, side) => {
      const rows = side.split('\n').filter((line) => /^\| (?!defended|---)/.test(line));
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.filter((row) => !/`test\/[^`]+\.test\.ts`[^|]*\|$/.test(row))).toEqual([]);
      expect(side).toMatch(/^Not defended: /m);
    },
  );
});

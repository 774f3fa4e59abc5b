import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Row {
  readonly scenario: string;
  readonly fault: string;
  readonly injected: number;
  readonly survived: number;
  readonly lost: number;
  readonly note: string;
}

const page = readFileSync('docs/reliability.md', 'utf8');
const { rows } = JSON.parse(readFileSync('docs/reliability.json', 'utf8')) as {
  readonly rows: readonly Row[];
};

it('docs/reliability.md has the rows of the run that docs/reliability.json holds', () => {
  const table = page.split('<!-- faults:start -->')[1]?.split('<!-- faults:end -->')[0] ?? '';
  const shown = table.trim().split('\n').slice(2, -1);
  expect(shown).toEqual(
    rows.map((row) => {
      const { scenario, fault, injected, survived, lost, note } = row;
      return `| ${scenario} | ${fault} | ${injected} | ${survived} | ${lost} | ${note} |`;
    }),
  );
});

it('nothing was lost in it, and 200 deaths of the child are among it', () => {
  expect(rows.filter(({ lost, injected, survived }) => lost > 0 || survived < injected)).toEqual(
    [],
  );
  const deaths = rows.filter(({ scenario }) => scenario === 'inference child');
  expect(deaths.reduce((sum, { injected }) => sum + injected, 0)).toBeGreaterThanOrEqual(200);
});

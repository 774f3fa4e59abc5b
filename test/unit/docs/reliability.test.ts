import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Counts {
  readonly part: string;
  readonly injected: number;
  readonly survived: number;
  readonly lost: number;
}
interface Part extends Counts {
  readonly command: string;
  readonly date: string;
  readonly machine: string;
}
interface Row extends Counts {
  readonly scenario: string;
  readonly fault: string;
  readonly note: string;
}

const page = readFileSync('docs/reliability.md', 'utf8');
const { parts, rows } = JSON.parse(readFileSync('docs/reliability.json', 'utf8')) as {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
};

function section(name: string): string {
  return page.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0]?.trim() ?? '';
}

const sum = (counts: readonly Counts[], key: 'injected' | 'survived' | 'lost'): number =>
  counts.reduce((total, one) => total + one[key], 0);

it('docs/reliability.md has what docs/reliability.json holds, each part with its command', () => {
  const [byPart = '', byFault = ''] = section('faults').split('\n\n');
  const cells = (table: string): readonly (readonly string[])[] =>
    table
      .split('\n')
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
  expect(cells(byPart).map((row) => [...row.slice(0, 4), row[5]])).toEqual(
    parts.map(({ command, injected, survived, lost, date, machine }) => [
      `\`${command}\``,
      ...[injected, survived, lost].map(String),
      `${date}, ${machine}`,
    ]),
  );
  expect(cells(byFault).slice(0, -1)).toEqual(
    rows.map(({ scenario, fault, injected, survived, lost, note }) => [
      scenario,
      fault,
      ...[injected, survived, lost].map(String),
      note,
    ]),
  );
});

it('each part has the sums of its rows', () => {
  for (const part of parts) {
    const own = rows.filter((row) => row.part === part.part);
    for (const key of ['injected', 'survived', 'lost'] as const) {
      expect(sum(own, key), part.part).toBe(part[key]);
    }
  }
  expect(sum(rows, 'injected')).toBe(sum(parts, 'injected'));
});

it('nothing was lost in it, and 200 deaths of the child are among it', () => {
  expect(rows.filter(({ lost, injected, survived }) => lost > 0 || survived < injected)).toEqual(
    [],
  );
  const deaths = rows.filter(({ scenario }) => scenario === 'inference child');
  expect(sum(deaths, 'injected')).toBeGreaterThanOrEqual(200);
});

it('the plot of long use says what was run', () => {
  const soak = parts.find(({ part }) => part === 'soak');
  const row = rows.find(({ part }) => part === 'soak');
  expect(existsSync('docs/soak.svg')).toBe(true);
  expect(section('soak')).toContain('(soak.svg)');
  expect(section('soak')).toContain(`\`${soak?.command ?? ''}\``);
  expect(section('soak')).toContain(row?.fault);
  expect(readFileSync('docs/soak.svg', 'utf8')).toContain(row?.fault);
});

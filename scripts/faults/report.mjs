// What the fault tests have counted, as tables and as data.
import { cpus } from 'node:os';

/** Deaths of the inference child that the whole list makes. */
export const usualFaults = 200;

/** One part of a run: a file of test/faults with the rows that it wrote. */
export function partOf(name, rows, { command, seconds, date }) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return {
    part: name,
    command,
    date,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}`,
    seconds: Math.round(seconds),
    injected: sum('injected'),
    survived: sum('survived'),
    lost: sum('lost'),
  };
}

/** `before` with one part and its rows in the place of that part's. */
export function withPart(before, part, rows) {
  const parts = [...before.parts.filter((one) => one.part !== part.part), part].sort(byPart);
  const others = before.rows.filter((row) => row.part !== part.part);
  return { parts, rows: [...others, ...rows].sort(byPart) };
}

/** Rows of one part stay in the order in which they were written. */
function byPart(a, b) {
  return a.part < b.part ? -1 : a.part > b.part ? 1 : 0;
}

export function totalsOf({ parts }) {
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  return { injected: sum('injected'), survived: sum('survived'), lost: sum('lost') };
}

/** As Markdown: each part with its command, then each fault. */
export function tablesOf(report) {
  return `${partsTable(report)}\n\n${rowsTable(report)}`;
}

function partsTable({ parts }) {
  return table(
    ['command', 'injected', 'survived', 'lost', 'time', 'when and where'],
    '|---|--:|--:|--:|--:|---|',
    parts.map((part) => [
      `\`${part.command}\``,
      part.injected,
      part.survived,
      part.lost,
      part.seconds === null ? 'not measured' : timeText(part.seconds),
      `${part.date}, ${part.machine}`,
    ]),
  );
}

function timeText(seconds) {
  return seconds < 100 ? `${seconds} s` : `${(seconds / 60).toFixed(1)} min`;
}

function rowsTable(report) {
  const { injected, survived, lost } = totalsOf(report);
  return table(
    ['what', 'fault', 'injected', 'survived', 'lost', 'seen'],
    '|---|---|--:|--:|--:|---|',
    [
      ...report.rows.map((row) => [
        row.scenario,
        row.fault,
        row.injected,
        row.survived,
        row.lost,
        row.note,
      ]),
      ['**all**', '', injected, survived, lost, ''],
    ],
  );
}

function table(head, rule, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** What stands below the plot of long use; undefined where it was not run. */
export function soakCaption({ parts, rows }) {
  const part = parts.find((one) => one.part === 'soak');
  const row = rows.find((one) => one.part === 'soak');
  if (part === undefined || row === undefined) return undefined;
  return `${row.fault}, \`${part.command}\`, ${part.date}, ${part.machine}: ${row.note}.`;
}

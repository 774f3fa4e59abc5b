// Breaks the product on purpose, with real processes, and says what was lost: must be nothing.
//
//   node scripts/testFaults.mjs [--add] [--docs] [PART OF A FILE NAME]...
//   node scripts/testFaults.mjs --soak [--minutes N] [--add] [--docs]
//
// TOKENSKIP_FAULTS=N: how many deaths of the inference child (200); the other counts follow it.
// --soak: long use instead. --add: keeps what earlier runs have counted, so that the list can be run
// in parts. --docs: writes the table into docs/reliability.md.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outDir = join(root, 'dist', 'faults');
const rowsFile = join(outDir, 'rows.jsonl');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '2' },
    add: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});

if (process.platform !== 'linux') {
  console.error('The fault tests run on Linux: they read /proc.');
  process.exit(1);
}
await mkdir(outDir, { recursive: true });
if (!values.add) await rm(rowsFile, { force: true });
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const files = values.soak ? ['test/faults/soak'] : positionals;
const code = await run(process.execPath, [vitest, 'run', '--project=faults', ...files], {
  cwd: root,
  env: {
    ...process.env,
    TOKENSKIP_FAULTS_ROWS: rowsFile,
    ...(values.soak ? { TOKENSKIP_SOAK_MINUTES: values.minutes, TOKENSKIP_SOAK_OUT: outDir } : {}),
  },
});
const report = reportOf(await readRows());
await writeFile(join(outDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${tableOf(report)}\n`);
if (values.docs) await writeDocs(report);
const { injected, survived, lost } = report.totals;
console.log(`${injected} faults injected, ${survived} survived, ${lost} lost`);
process.exitCode = code === 0 && lost === 0 && injected > 0 ? 0 : code || 1;

/** Of a fault that was injected again, the newest row. */
async function readRows() {
  const text = await readFile(rowsFile, 'utf8').catch(() => '');
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return [...new Map(rows.map((row) => [`${row.scenario}: ${row.fault}`, row])).values()];
}

function reportOf(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      logicalCores: cpus().length,
      memoryBytes: totalmem(),
      system: `${type()} ${release()} ${process.arch}`,
      node: process.versions.node,
    },
    totals: { injected: sum('injected'), survived: sum('survived'), lost: sum('lost') },
    rows,
  };
}

/** As Markdown. */
function tableOf({ rows, totals }) {
  const line = (...cells) => `| ${cells.join(' | ')} |`;
  return [
    line('what', 'fault', 'injected', 'survived', 'lost', 'seen'),
    '|---|---|--:|--:|--:|---|',
    ...rows.map((row) =>
      line(row.scenario, row.fault, row.injected, row.survived, row.lost, row.note),
    ),
    line('**all**', '', totals.injected, totals.survived, totals.lost, ''),
  ].join('\n');
}

async function writeDocs(made) {
  const page = join(root, 'docs', 'reliability.md');
  const [start, end] = ['<!-- faults:start -->', '<!-- faults:end -->'];
  const text = await readFile(page, 'utf8');
  const head = text.slice(0, text.indexOf(start) + start.length);
  const tail = text.slice(text.indexOf(end));
  await writeFile(page, `${head}\n\n${tableOf(made)}\n\n${tail}`);
  const data = join(root, 'docs', 'reliability.json');
  await writeFile(data, `${JSON.stringify(made, null, 2)}\n`);
}

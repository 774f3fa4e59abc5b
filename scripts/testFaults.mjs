// Breaks the product on purpose, with real processes, and says what was lost: must be nothing.
//
//   node scripts/testFaults.mjs [--minutes N] [--docs] [PART OF A FILE NAME]...
//   node scripts/testFaults.mjs --soak [--minutes N] [--docs]
//
// TOKENSKIP_FAULTS=N: how many deaths of the inference child (200); the other counts follow it.
// --minutes: in how many 24 simulated hours of use pass; 1, and 60 with --soak, which runs nothing else.
// --docs: writes tables and plot into docs/reliability.md; of parts that are not run, the ones there stay.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './dependencies.mjs';
import {
  partOf,
  soakCaption,
  tablesOf,
  totalsOf,
  usualFaults,
  withPart,
} from './faults/report.mjs';
import { readArguments } from './readArguments.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outDir = join(root, 'dist', 'faults');
const rowsFile = join(outDir, 'rows.jsonl');
const page = join(root, 'docs', 'reliability.md');
const data = join(root, 'docs', 'reliability.json');
const plot = join(root, 'docs', 'soak.svg');

const { values, positionals } = readArguments({
  allowPositionals: true,
  options: {
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const minutes = values.minutes ?? (values.soak ? '60' : '1');
const faults = process.env.TOKENSKIP_FAULTS ?? String(usualFaults);

if (process.platform !== 'linux') {
  console.error('The fault tests run on Linux: they read /proc.');
  process.exit(1);
}
const names = await partNames(values.soak ? ['soak'] : positionals);
if (names.length === 0) {
  console.error(`No file of test/faults has ${positionals.join(' or ')} in its name.`);
  process.exit(1);
}
await mkdir(outDir, { recursive: true });
let report = { parts: [], rows: [] };
let isGood = true;
let isStopped = false;
for (const name of names) {
  console.error(`\n== ${name}`);
  const { code, part, rows } = await runPart(name);
  report = withPart(report, part, rows);
  isGood &&= code === 0 && part.lost === 0;
  isStopped = code === 130;
  if (isStopped) break;
  await writeFile(join(outDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (values.docs && code === 0) await writeDocs(part, rows);
}
console.log(`\n${tablesOf(report)}\n`);
const { injected, survived, lost } = totalsOf(report);
console.log(`${injected} faults injected, ${survived} survived, ${lost} lost`);
const isWhole = isGood && injected > 0;
process.exitCode = isStopped ? 130 : isWhole ? 0 : 1;

async function partNames(wanted) {
  const names = (await readdir(join(root, 'test', 'faults')))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.test.ts'.length));
  return names
    .filter((name) => wanted.length === 0 || wanted.some((one) => name.includes(one)))
    .sort();
}

/** One file of tests in a process of its own, so that each is timed and none sees what another left. */
async function runPart(name) {
  await rm(rowsFile, { force: true });
  const startMs = performance.now();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const file = `test/faults/${name}.test.ts`;
  const code = await run(process.execPath, [vitest, 'run', '--project=faults', file], {
    cwd: root,
    env: {
      ...process.env,
      TOKENSKIP_FAULTS: faults,
      TOKENSKIP_FAULTS_ROWS: rowsFile,
      TOKENSKIP_SOAK_MINUTES: minutes,
      TOKENSKIP_SOAK_OUT: outDir,
    },
  });
  const rows = await readRows();
  const part = partOf(name, rows, {
    command: commandOf(name),
    seconds: (performance.now() - startMs) / 1000,
    date: new Date().toISOString().slice(0, 10),
  });
  return { code, part, rows };
}

function commandOf(name) {
  if (name === 'soak') return `npm run test:faults -- --soak --minutes ${minutes}`;
  const scale = Number(faults) === usualFaults ? '' : `TOKENSKIP_FAULTS=${faults} `;
  return `${scale}npm run test:faults -- ${name}`;
}

async function readRows() {
  const text = await readFile(rowsFile, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

async function writeDocs(part, rows) {
  const made = withPart(JSON.parse(await readFile(data, 'utf8')), part, rows);
  await writeFile(data, `${JSON.stringify(made, null, 2)}\n`);
  await replaceSection('faults', tablesOf(made));
  if (part.part !== 'soak') return;
  await copyFile(join(outDir, 'soak.svg'), plot);
  await replaceSection(
    'soak',
    `![Memory and open handles over the day](soak.svg)\n\n${soakCaption(made)}`,
  );
}

/** Puts `content` between the marks of a section of the page. */
async function replaceSection(name, content) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const text = await readFile(page, 'utf8');
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${page} has no ${start}`);
  const head = text.slice(0, text.indexOf(start) + start.length);
  const tail = text.slice(text.indexOf(end));
  await writeFile(page, `${head}\n\n${content}\n\n${tail}`);
}

// What a package may hold and weigh. The committed list makes a file that slips in, or one that is
// lost, visible in the diff of a change.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(dirname(fileURLToPath(import.meta.url)), 'budget.json');

/** A slim package stays below this on every target, bytes. */
const SLIM_LIMIT_BYTES = 35e6;
/** A package may grow this much over what was committed before someone must look, bytes. */
const GROWTH_BYTES = 1e6;

const noWeights = { paths: [], sizeBytes: 0 };

export async function readBudget() {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * Sentences that say where a package (`files`, sorted; `sizeBytes`) leaves its budget. A full one has
 * `weights` beside what a slim one has: paths in the tree and the bytes that they take.
 */
export function budgetProblems(budget, target, { files, sizeBytes }, weights = noWeights) {
  const problems = [];
  const libraries = budget.libraries[target];
  const slim = libraries ? [...budget.files, ...budget.runtime, ...libraries] : budget.files;
  const allowed = [...slim, ...weights.paths.map((path) => `extension/${path}`)];
  for (const name of files.filter((name) => !allowed.includes(name)))
    problems.push(`${name} is in the package and not in the budget`);
  for (const name of allowed.filter((name) => !files.includes(name)))
    problems.push(`${name} is in the budget and not in the package`);
  const committed = (budget.sizeBytes[target] ?? 0) + weights.sizeBytes;
  const limit = SLIM_LIMIT_BYTES + weights.sizeBytes;
  if (sizeBytes > limit) problems.push(`${sizeBytes} bytes are more than the limit of ${limit}`);
  if (sizeBytes > committed + GROWTH_BYTES)
    problems.push(`${sizeBytes} bytes are more than 1 MB above the committed ${committed}`);
  return problems;
}

/** Writes what was just packed (target → `{ files, sizeBytes }`, all targets) as the new budget. */
export async function writeBudget(packed) {
  const { universal, ...native } = packed;
  const isCommon = (name) => Object.values(native).every(({ files }) => files.includes(name));
  const runtime = Object.values(native)[0].files.filter(
    (name) => isCommon(name) && !universal.files.includes(name),
  );
  const known = [...universal.files, ...runtime];
  const budget = {
    files: universal.files,
    runtime,
    libraries: mapValues(native, ({ files }) => files.filter((name) => !known.includes(name))),
    sizeBytes: mapValues(packed, ({ sizeBytes }) => sizeBytes),
  };
  await writeFile(file, `${JSON.stringify(budget, null, 2)}\n`);
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

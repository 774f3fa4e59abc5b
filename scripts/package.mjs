// Packs the extension: a VSIX file for each platform into dist/vsix/, compared with the committed
// budget. Slim packages hold no weights; full ones hold the models in models/ and the adapters.
//
//   node scripts/package.mjs [--target linux-x64]... [--full] [--update-budget]
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.mjs';
import { budgetProblems, readBudget, writeBudget } from './package/budget.mjs';
import { root, stagePackage } from './package/stage.mjs';
import { TARGETS } from './package/targets.mjs';
import { embeddedModels, fullPackageWeights } from './package/weights.mjs';
import { readArguments } from './readArguments.mjs';
import { listMembers } from './zipMember.mjs';

const { values } = readArguments({
  options: {
    target: { type: 'string', multiple: true, default: Object.keys(TARGETS) },
    full: { type: 'boolean', default: false },
    'update-budget': { type: 'boolean', default: false },
  },
});

/** Packs one target; resolves to `{ file, sizeBytes, files }`, file names sorted. */
async function pack(target, isFull) {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const folder = join(root, 'dist', 'vsix');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}-${version}-${target}${isFull ? '-full' : ''}.vsix`);
  const staging = await mkdtemp(join(tmpdir(), 'tokenskip-package-'));
  try {
    await stagePackage(staging, { target, isFull });
    await createVSIX({
      cwd: staging,
      packagePath: file,
      ...(TARGETS[target] === undefined ? {} : { target }),
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const members = await listMembers(file);
  const { size } = await stat(file);
  return {
    file,
    sizeBytes: size,
    files: members.map((member) => member.name).sort(),
  };
}

async function main() {
  const unknown = values.target.find((target) => !Object.hasOwn(TARGETS, target));
  const isPartial = values.target.length < Object.keys(TARGETS).length;
  if (values['update-budget'] && isPartial) throw new Error('The budget needs all targets.');
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(TARGETS)}.`);
  const models = await embeddedModels();
  if (values.full && models.length === 0) throw new Error('models/ holds no model to pack.');
  await build();
  const packed = {};
  for (const target of values.target) packed[target] = await pack(target, false);
  if (values['update-budget']) await writeBudget(packed);
  const budget = await readBudget();
  let isGood = true;
  const tell = (target, { file, sizeBytes, files }, note = '', weights) => {
    console.log(`${(sizeBytes / 1e6).toFixed(1).padStart(6)} MB  ${file}${note}`);
    for (const problem of budgetProblems(budget, target, { files, sizeBytes }, weights)) {
      isGood = false;
      console.error(`           ${problem}`);
    }
  };
  for (const [target, result] of Object.entries(packed)) tell(target, result);
  if (values.full) {
    const weights = await fullPackageWeights();
    for (const target of values.target.filter((name) => TARGETS[name] !== undefined))
      tell(target, await pack(target, true), ` (${models.join(', ')})`, weights);
  }
  if (isGood) return 0;
  console.error(
    'A package leaves its budget. If that is meant: npm run package -- --update-budget',
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

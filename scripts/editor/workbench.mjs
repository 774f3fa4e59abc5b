// A VS Code that needs no display and no download outside npm: the server that the package
// code-server carries, with the Node.js it was made for, installed once into the cache folder.
//
//   node scripts/editor/workbench.mjs        installs it and prints its folder
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runNpm } from '../dependencies.mjs';
import { importSource } from './sourceModule.mjs';

const recipe = join(dirname(fileURLToPath(import.meta.url)), 'workbench');

/** Measured on linux-x64 with an empty npm cache; said before anything is downloaded. */
export const WORKBENCH_SIZE = { downloadMb: 155, diskMb: 430, seconds: 20 };

/** A sentence that says why this machine cannot run the workbench, or undefined. */
export function workbenchProblem(platform = process.platform, arch = process.arch) {
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) return undefined;
  return `The web workbench runs on Linux (x64, arm64) only and this is ${platform}-${arch}: install VS Code and put its «code» command on the PATH.`;
}

/**
 * The workbench in the cache folder: `{ folder, node, server, isInstalled }`. The folder's name
 * carries a digest of the recipe, so that a changed recipe is another folder.
 */
export async function findWorkbench() {
  const { storePaths } = await importSource('src/modelkit/store/storePaths.ts');
  const { version } = JSON.parse(await readFile(join(recipe, 'package.json'), 'utf8'));
  const digest = (await recipeDigest()).slice(0, 8);
  const folder = join(storePaths().root, 'editor', `vscode-${version}-${digest}`);
  const modules = join(folder, 'node_modules');
  return {
    folder,
    node: join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node'),
    server: join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
    isInstalled: existsSync(folder),
  };
}

/**
 * Installs the workbench if it is not there; resolves to it, or rejects with a sentence. What was
 * downloaded before an interruption lies in npm's cache and is not downloaded again.
 */
export async function installWorkbench() {
  const problem = workbenchProblem();
  if (problem !== undefined) throw new Error(problem);
  const workbench = await findWorkbench();
  if (workbench.isInstalled) return workbench;
  const { withLock } = await importSource('src/modelkit/store/withLock.ts');
  await withLock(`${workbench.folder}.lock`, () => fill(workbench.folder), {
    onWait: () => console.error('Another process installs the web workbench: waiting for it …'),
  });
  return { ...workbench, isInstalled: true };
}

async function fill(folder) {
  if (existsSync(folder)) return;
  console.error(
    `Installing VS Code's web workbench into ${folder} (${WORKBENCH_SIZE.downloadMb} MB from npm) …`,
  );
  const staging = `${folder}.part`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await cp(recipe, staging, { recursive: true, filter: isRecipe });
  const code = await runNpm(['ci', '--loglevel=error'], { cwd: staging });
  if (code !== 0)
    throw new Error(`npm ci ended with code ${code}: the workbench is not installed.`);
  await slim(join(staging, 'node_modules'));
  await rename(staging, folder);
}

/** Leaves out what only a build needs, and lets the server and its pages find their packages. */
async function slim(modules) {
  const runtime = join(modules, `node-${process.platform}-${process.arch}`);
  await rm(join(runtime, 'include'), { recursive: true, force: true });
  await rm(join(runtime, 'share'), { recursive: true, force: true });
  const server = join(modules, 'code-server', 'lib', 'vscode');
  await symlink(relative(server, modules), join(server, 'node_modules'), 'dir');
}

/** False for packages that someone installed into the recipe itself. */
function isRecipe(path) {
  return !relative(recipe, path).includes('node_modules');
}

async function recipeDigest() {
  const hash = createHash('sha256');
  const entries = await readdir(recipe, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath ?? file.path, file.name));
  for (const path of paths.filter(isRecipe).sort())
    hash.update(relative(recipe, path)).update(await readFile(path));
  return hash.digest('hex');
}

if (
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(resolve(process.argv[1])).href
) {
  try {
    console.log((await installWorkbench()).folder);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

// The tree of an earlier commit, ready to be built and measured beside this one.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runNpm } from '../scripts/dependencies.mjs';
import { rootDir } from './build.mjs';

const execute = promisify(execFile);

async function git(...args) {
  const { stdout } = await execute('git', args, { cwd: rootDir, maxBuffer: 64e6 });
  return stdout;
}

/** The commit that `revision` names; undefined where it is not there, as in a shallow clone. */
export async function findCommit(revision) {
  try {
    return (await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`)).trim();
  } catch {
    return undefined;
  }
}

/** Whether what runs in a product is the same in `commit` and here. */
export async function isSameProgram(commit) {
  const paths = ['src', 'package-lock.json', 'bench/children/openOurs.mjs'];
  const changed = await git('diff', '--name-only', commit, '--', ...paths);
  const added = await git('ls-files', '--others', '--exclude-standard', '--', ...paths);
  return changed === '' && added === '';
}

/**
 * Checks `commit` out into a folder of its own, with the packages of this tree where it wants the
 * same, else with those that it installs (or fails, if it may not). `close` removes it.
 */
export async function checkOut(commit, { mayInstall, note }) {
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-base-'));
  const treeDir = join(folder, 'tree');
  const packages = join(treeDir, 'node_modules');
  const close = async () => {
    // First the link, so that nothing follows it into the packages of this tree.
    await rm(packages, { recursive: true, force: true });
    // Without it where the checkout failed.
    await git('worktree', 'remove', '--force', treeDir).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await git('worktree', 'add', '--quiet', '--detach', '--no-checkout', treeDir, commit);
    // Not the weights: both are measured with those of this tree.
    await git('-C', treeDir, 'checkout', '--quiet', commit, '--', '.', ':!models/tokenskip-*');
    const [ours, theirs] = await Promise.all(
      [rootDir, treeDir].map((tree) => readFile(join(tree, 'package-lock.json'), 'utf8')),
    );
    if (ours === theirs) {
      await symlink(join(rootDir, 'node_modules'), packages, 'junction');
    } else {
      if (!mayInstall) throw new Error('it wants other packages than are installed.');
      note('It wants other packages: installing them …');
      const flags = ['--ignore-scripts', '--no-fund', '--no-audit'];
      const code = await runNpm(['ci', ...flags], { cwd: treeDir });
      if (code !== 0) throw new Error('npm ci failed in the tree of the earlier commit.');
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { treeDir, close };
}

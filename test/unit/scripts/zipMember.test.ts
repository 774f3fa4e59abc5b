import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipError, copyMember, listMembers } from '../../../scripts/zipMember.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zip-member-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly deflate: boolean;
}

/** Smallest archive with the given entries: local headers with an extra field, directory, end. */
function zip(entries: readonly Entry[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflate } of entries) {
    const packed = deflate ? deflateRawSync(content) : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    local.writeUInt16LE(4, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(deflate ? 8 : 0, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(offset, 42);
    body.push(local, Buffer.from(name), Buffer.alloc(4), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + 4 + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, central, end]);
}

async function readAll(path: string): Promise<Map<string, Buffer>> {
  const result = new Map<string, Buffer>();
  for (const member of await listMembers(path)) {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done): void {
        chunks.push(chunk);
        done();
      },
    });
    await copyMember(path, member, sink);
    result.set(member.name, Buffer.concat(chunks));
  }
  return result;
}

function save(bytes: Buffer): string {
  const path = join(folder, 'archive.zip');
  writeFileSync(path, bytes);
  return path;
}

describe('zipMember', () => {
  it('returns every member as it was packed, stored or deflated', async () => {
    const entry = fc.record({
      content: fc.uint8Array({ maxLength: 5000 }).map((bytes) => Buffer.from(bytes)),
      deflate: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (items) => {
        const entries = items.map((item, index) => ({ ...item, name: `data/part0${index}.bin` }));
        const found = await readAll(save(zip(entries)));
        expect([...found]).toEqual(entries.map(({ name, content }) => [name, content]));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses an archive that is cut off at any point', async () => {
    const whole = zip([{ name: 'a.bin', content: Buffer.alloc(200, 7), deflate: false }]);
    for (let length = 0; length < whole.length; length += 1) {
      await expect(readAll(save(whole.subarray(0, length)))).rejects.toBeInstanceOf(ZipError);
    }
  });

  it('never fails other than by ZipError on changed bytes, and never returns more than declared', async () => {
    const whole = zip([
      { name: 'a.bin', content: Buffer.alloc(300, 1), deflate: true },
      { name: 'b.bin', content: Buffer.from('stored content'), deflate: false },
    ]);
    const change = fc.record({
      at: fc.nat(whole.length - 1),
      to: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) bytes[at] = to;
        try {
          for (const content of (await readAll(save(bytes))).values())
            expect(content.length).toBeLessThan(100_000);
        } catch (error) {
          expect(error).toBeInstanceOf(ZipError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses zip64, encryption and other compression methods', async () => {
    const entries = [{ name: 'a.bin', content: Buffer.from('abc'), deflate: false }];
    const directoryAt = zip(entries).length - 22 - 46 - 5;
    const cases: readonly (readonly [number, number])[] = [
      [directoryAt + 8, 1],
      [directoryAt + 10, 12],
    ];
    for (const [at, value] of cases) {
      const bytes = zip(entries);
      bytes.writeUInt16LE(value, at);
      await expect(listMembers(save(bytes))).rejects.toBeInstanceOf(ZipError);
    }
    const zip64 = zip(entries);
    zip64.writeUInt32LE(0xffffffff, directoryAt + 24);
    await expect(listMembers(save(zip64))).rejects.toBeInstanceOf(ZipError);
  });
});

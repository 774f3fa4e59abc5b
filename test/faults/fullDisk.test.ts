import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/sampling/rng';
import { readConversation } from '../../src/host/chat/keptConversation';
import { SavingsFile } from '../../src/host/savings/savingsFile';
import { verifyModel } from '../../src/modelkit/manifest/verifyModel';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { FileStore } from './support/fileStore';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { runProgram } from './support/runProgram';
import { limitProblem } from './support/strike';
import { scaled, Tally } from './support/tally';

/** More than a conversion wants to see free before it begins. */
const diskBytes = 160_000_000;
const content = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const server = new FileServer(content);
const random = createRng(3);

let place: FaultPlace;
let url: URL;
let disk = '';
/** `full`: a small disk of its own; `limit`: a bound on the size of files stands in for it. */
let fault: 'full' | 'limit' = 'full';
let problem: string | undefined;

beforeAll(async () => {
  place = await openFaultPlace();
  url = await server.start();
  disk = join(place.root, 'disk');
  await mkdir(disk);
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk];
    execFileSync('mount', options, { stdio: 'ignore' });
  } catch {
    fault = 'limit';
    problem = await limitProblem();
  }
});
afterAll(async () => {
  if (fault === 'full') execFileSync('umount', [disk]);
  await server.stop();
  await place.remove();
});

interface Outcome {
  readonly outcome: string;
  readonly result?: { readonly refused: number; readonly ids: readonly string[] };
}

async function run(
  work: string,
  struck: 'none' | 'full' | 'limit',
  roomBytes: number,
  ...rest: readonly string[]
): Promise<Outcome> {
  const args = [work, disk, struck, String(roomBytes), ...rest];
  const end = await runProgram(place.program('diskUser'), args);
  expect(`${end.code ?? end.signal ?? ''}${end.stderr}`).toBe('0');
  await rm(join(disk, 'ballast'), { force: true });
  return JSON.parse(end.stdout) as Outcome;
}

async function inject(work: string, count: number, one: () => Promise<void>): Promise<void> {
  const how = fault === 'full' ? 'disk full' : 'file size bounded';
  const tally = new Tally('full disk', `${how} while ${work}`);
  if (problem !== undefined) {
    tally.skip(`a small disk cannot be mounted, and ${problem}`);
    return;
  }
  for (let time = 0; time < count; time++) {
    await tally.run(async () => {
      await one();
      for (const name of await readdir(disk)) {
        await rm(join(disk, name), { recursive: true, force: true });
      }
    });
  }
  tally.close();
}

/** A disk that is full is named; a bound on files, which no disk has, only has to lose nothing. */
const told = (): string => (fault === 'full' ? 'disk-full' : 'EFBIG');

describe('a disk that is full', () => {
  it('while downloading: what arrived stays, the rest comes when there is room', async () => {
    await inject('downloading', scaled(10), async () => {
      const rest = [url.href, String(content.length), sha256];
      const room = random.nextFloat() * 2_000_000;
      expect((await run('download', fault, Math.round(room), ...rest)).outcome).toBe(told());
      expect(await readdir(disk)).not.toContain('file.bin');
      expect((await run('download', 'none', 0, ...rest)).outcome).toBe('done');
      expect((await readFile(join(disk, 'file.bin'))).equals(content)).toBe(true);
      expect(await readdir(disk)).toEqual(['file.bin']);
    });
  });

  it('while converting: no half of a model appears, and the next conversion is whole', async () => {
    await inject('converting', scaled(10), async () => {
      const room = fault === 'full' ? random.nextFloat() * 300_000 : random.nextFloat() * 50_000;
      const first = await run('convert', fault, Math.round(room), place.sourceDir);
      expect(first.outcome).toBe(told());
      expect(await readdir(disk)).toEqual([]);
      expect((await run('convert', 'none', 0, place.sourceDir)).outcome).toBe('done');
      await verifyModel(join(disk, 'model'));
      expect(await readdir(disk)).toEqual(['model']);
    });
  });

  it('while saving savings: they are shown, and all are written when there is room', async () => {
    await inject('saving savings', scaled(10), async () => {
      const room = Math.round(random.nextFloat() * 10_000);
      const { outcome, result } = await run('savings', fault, room);
      expect(outcome).toBe('done');
      expect(result?.refused).toBeGreaterThan(0);
      const records = await new SavingsFile(join(disk, 'savings')).read();
      const ids = records.map((record) => ('id' in record ? record.id : ''));
      expect([...new Set(ids)]).toEqual(result?.ids);
    });
  });

  it('while saving the conversation: the one before stays whole', async () => {
    await inject('saving history', scaled(10), async () => {
      await run('history', 'none', 0, '1');
      expect((await run('history', fault, 0, '2')).outcome).toBe(told());
      const kept = (): number => readConversation(new FileStore(disk)).turns.length;
      expect(kept()).toBe(1);
      expect(await readdir(disk)).toEqual(['workspace.json']);
      expect((await run('history', 'none', 0, '3')).outcome).toBe('done');
      expect(kept()).toBe(3);
    });
  });
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/sampling/rng';
import { SavingsFile } from '../../src/host/savings/savingsFile';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { runProgram } from './support/runProgram';
import { scaled, Tally } from './support/tally';

const scenario = 'two processes, one store';
const writes = scaled(500);

let place: FaultPlace;
beforeAll(async () => {
  place = await openFaultPlace();
});
afterAll(() => place.remove());

async function idsIn(folder: string): Promise<readonly string[]> {
  const records = await new SavingsFile(folder).read();
  return records.map((record) => ('id' in record ? record.id : 'reset')).sort();
}
const idsOf = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

describe('two processes on one store', () => {
  it('lose no record of the savings', async () => {
    const tally = new Tally(scenario, `2 × ${writes} savings at once`);
    await tally.run(async () => {
      const folder = join(place.root, 'ledger');
      const ends = await Promise.all(
        ['a', 'b'].map((name) =>
          runProgram(place.program('ledgerWriter'), [folder, name, String(writes)]),
        ),
      );
      expect(ends.map(({ code, stderr }) => `${code ?? ''}${stderr}`)).toEqual(['0', '0']);
      expect(await idsIn(folder)).toEqual([...idsOf('a', writes), ...idsOf('b', writes)].sort());
    });
    tally.close();
  });

  it('one of them killed: what it was told is kept, and all of the other', async () => {
    const tally = new Tally(scenario, 'one writer of savings killed');
    const random = createRng(5);
    for (let time = 0; time < scaled(10); time++) {
      await tally.run(async () => {
        const folder = join(place.root, `ledger-${time}`);
        const after = 1 + Math.floor(random.nextFloat() * writes * 0.5);
        const [killed, other] = await Promise.all([
          runProgram(place.program('ledgerWriter'), [folder, 'a', String(writes)], {
            onOutput: (pid, text) => {
              if (text.split('\n').length > after) process.kill(pid, 'SIGKILL');
            },
          }),
          runProgram(place.program('ledgerWriter'), [folder, 'b', String(writes)]),
        ]);
        expect(killed.signal).toBe('SIGKILL');
        expect(other.code).toBe(0);
        const ids = await idsIn(folder);
        const told = killed.stdout.split('\n').slice(0, -1);
        expect(told.filter((id) => !ids.includes(id))).toEqual([]);
        expect(ids.filter((id) => id.startsWith('b-'))).toEqual([...idsOf('b', writes)].sort());
        expect(new Set(ids).size).toBe(ids.length);
      });
    }
    tally.close();
  });

  it('never hold the lock of the model store both', async () => {
    const tally = new Tally(scenario, `2 × ${writes} turns under the lock`);
    await tally.run(async () => {
      const folder = join(place.root, 'store');
      await mkdir(folder);
      const [lock, counter] = [join(folder, '.lock'), join(folder, 'counter')];
      await writeFile(counter, '0');
      const args = [lock, counter, String(writes)];
      const ends = await Promise.all([1, 2].map(() => runProgram(place.program('lockUser'), args)));
      expect(ends.map(({ code, stderr }) => `${code ?? ''}${stderr}`)).toEqual(['0', '0']);
      expect(await readFile(counter, 'utf8')).toBe(String(2 * writes));
      expect((await readdir(folder)).sort()).toEqual(['counter']);
    });
    tally.close();
  });
});

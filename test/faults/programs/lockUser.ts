// Adds to a number in a file, under the lock, a step at a time; its clock may be wrong.
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../src/modelkit/store/withLock';

const [lockFile = '', counterFile = '', count = '0', holdMs = '0', clockAheadMs = '0'] =
  process.argv.slice(2);
const realNow = Date.now.bind(Date);
Date.now = (): number => realNow() + Number(clockAheadMs);
for (let index = 0; index < Number(count); index++) {
  await withLock(lockFile, async () => {
    const before = Number(await readFile(counterFile, 'utf8'));
    await sleep(Number(holdMs));
    await writeFile(counterFile, String(before + 1));
  });
}

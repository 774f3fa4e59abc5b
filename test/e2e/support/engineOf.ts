import { readdir, readFile } from 'node:fs/promises';

/** Variable by which the processes of one window are told from those of others. */
export const markVariable = 'TOKENSKIP_TEST_MARK';

/** Id of the engine's process that was started with `mark` in its environment; Linux only. */
export async function engineOf(mark: string): Promise<number | undefined> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) =>
        readFile(`/proc/${name}/${file}`, 'utf8').catch(() => ''),
      ),
    );
    const isOurs = environment?.split('\0').includes(`${markVariable}=${mark}`) === true;
    if (isOurs && command?.startsWith('tokenskip-inference') === true) return Number(name);
  }
  return undefined;
}

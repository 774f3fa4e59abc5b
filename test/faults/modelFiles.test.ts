import { copyFile, cp, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/sampling/rng';
import { manifestName } from '../../src/modelkit/manifest/readManifest';
import { verifyModel } from '../../src/modelkit/manifest/verifyModel';
import { isAppError } from '../../src/protocol/appError';
import type { ModelManifest } from '../../src/protocol/modelManifest';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { FaultHost } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { scaled, Tally } from './support/tally';

const scenario = 'model files';
const random = createRng(2);

let place: FaultPlace;
let host: FaultHost;
let before: AnswerView;
let whole: string;
/** Files that the engine reads, relative to the folder. */
let files: readonly string[];
beforeAll(async () => {
  place = await openFaultPlace();
  whole = join(place.root, 'whole');
  await cp(place.modelDir, whole, { recursive: true });
  const text = await readFile(join(whole, manifestName), 'utf8');
  const { files: listed, graphs } = JSON.parse(text) as ModelManifest;
  const unread = [graphs.webgpu, graphs.transformers, 'generation_config.json'];
  files = listed.map(({ path }) => path).filter((path) => !unread.includes(path));
  host = await FaultHost.open(place);
  before = await host.ask('What is 2 + 3?');
});
afterAll(async () => {
  await host.close();
  await place.remove();
});

const pick = <T>(list: readonly T[]): T => list[Math.floor(random.nextFloat() * list.length)] as T;

/** Puts a whole file in the place of a damaged one, as another pull does. */
async function repair(path: string): Promise<void> {
  const fresh = join(place.root, 'fresh');
  await copyFile(join(whole, path), fresh);
  await rename(fresh, join(place.modelDir, path));
}

async function truncateSome(path: string): Promise<void> {
  const { size } = await stat(join(whole, path));
  await truncate(join(place.modelDir, path), Math.floor(random.nextFloat() * size));
}

/** Changes a byte where it stands: the size remains. */
async function spoil(path: string): Promise<void> {
  const { size } = await stat(join(whole, path));
  const file = await open(join(place.modelDir, path), 'r+');
  const [byte, at] = [Buffer.alloc(1), Math.floor(random.nextFloat() * size)];
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.of((byte[0] ?? 0) ^ 0x55), 0, 1, at);
  await file.close();
}

/** Asking ends, and a failure has a sentence that tells what to do: never the runtime's own words. */
async function askDamaged(): Promise<AnswerView> {
  const view = await host.ask(before.question);
  expect(['done', 'failed']).toContain(view.state);
  expect(view.failure?.code).not.toBe('internal');
  return view;
}

async function answersAsBefore(): Promise<void> {
  const view = await host.ask(before.question);
  expect(view.failure).toBeNull();
  expect(view.report?.chain).toBe(before.report?.chain);
  await host.check();
}

async function verified(): Promise<string> {
  return verifyModel(place.modelDir).then(
    () => 'whole',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );
}

describe('a model file that changes', () => {
  it.each(['truncated', 'changed', 'replaced', 'removed'])(
    '%s under a running engine: the answer after the repair is the one before',
    async (how) => {
      const tally = new Tally(scenario, `${how} under a running engine`);
      for (let time = 0; time < scaled(8); time++) {
        await tally.run(async () => {
          await host.ready();
          const path = pick(files);
          if (how === 'truncated') await truncateSome(path);
          if (how === 'changed') await spoil(path);
          if (how === 'replaced') await repair(path);
          if (how === 'removed') await rm(join(place.modelDir, path));
          const view = await askDamaged();
          // The engine has the old file open, or all of it in memory.
          if (how === 'replaced' || how === 'removed') {
            expect(view.report?.chain).toBe(before.report?.chain);
          }
          await repair(path);
          // Where a file was changed in place, an engine that lives may have read it.
          if (how !== 'replaced') await host.models.unload();
          await answersAsBefore();
        });
      }
      tally.close();
    },
  );

  it.each(['truncated', 'changed', 'removed'])(
    '%s between two runs: said in a sentence, found by a check, right after the repair',
    async (how) => {
      const tally = new Tally(scenario, `${how} between two runs`);
      let answered = 0;
      for (let time = 0; time < scaled(8); time++) {
        await tally.run(async () => {
          await host.models.unload();
          const path = pick(files);
          if (how === 'truncated') await truncateSome(path);
          if (how === 'changed') await spoil(path);
          if (how === 'removed') await rm(join(place.modelDir, path));
          expect(await verified()).toBe('model-digest-mismatch');
          const view = await askDamaged();
          if (view.state === 'done') answered++;
          // Not every file is needed by an answer; what is written without one is as before.
          if (how === 'removed' && view.state === 'done') {
            expect(view.report?.chain).toBe(before.report?.chain);
          }
          await repair(path);
          expect(await verified()).toBe('whole');
          await host.models.unload();
          await answersAsBefore();
        });
      }
      tally.close(answered === 0 ? 'all refused' : `${answered} were answered all the same`);
    },
  );
});

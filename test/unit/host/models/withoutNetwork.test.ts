import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ModelPulls } from '../../../../src/host/models/modelPulls';
import type { CatalogueEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import { AppError } from '../../../../src/protocol/appError';
import { sampleEntry } from '../../modelkit/catalogue/sampleEntry';
import { sampleManifest } from '../../modelkit/manifest/sampleManifest';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const hint =
  'Without a network: the full package of TokenSkip (its file name ends with -full.vsix) brings a model along.';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-offline-'));
  vi.stubEnv('TOKENSKIP_CACHE', join(root, 'cache'));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true });
  });
});

/** The failure of a pull, as the notification and the models view tell it. */
async function failureOf(entry: CatalogueEntry, error: AppError): Promise<string> {
  const pulls = new ModelPulls({
    fetch: () => Promise.reject(error),
    run: () => Promise.reject(new Error('nothing was fetched')),
    rootDir: root,
  });
  onTestFinished(() => pulls.dispose());
  const told = await pulls.start(entry).then(
    () => '',
    (failure: unknown) => (failure as Error).message,
  );
  const state = await pulls.state(entry);
  expect(state.kind === 'failed' ? state.error.message : '').toBe(told);
  return told;
}

const unreachable = new AppError('download-failed', 'The hub did not answer.', {
  unreachable: true,
});

it('names the full package in one sentence where no network is there', async () => {
  expect(await failureOf(sampleEntry({}), unreachable)).toBe(`The hub did not answer. ${hint}`);
});

it('does not name it where the server has answered', async () => {
  const details = { unreachable: false, status: 404 };
  const refused = new AppError('download-failed', 'The hub has no such file.', details);
  expect(await failureOf(sampleEntry({}), refused)).toBe('The hub has no such file.');
});

it('does not name it in the full package itself', async () => {
  const folder = join(root, 'models', sampleManifest.id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(sampleManifest));
  expect(await failureOf(sampleEntry({}), unreachable)).toBe('The hub did not answer.');
});

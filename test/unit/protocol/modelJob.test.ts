import { describe, expect, it } from 'vitest';
import { accept } from '../../../src/protocol/guards';
import type { ModelJob, ModelJobEvent } from '../../../src/protocol/modelJob';
import { modelJob, modelJobEvent } from '../../../src/protocol/modelJob';

const fetched = {
  folder: '/store/hub',
  commit: 'c0ffee',
  bytes: 10,
  sha256: 'a'.repeat(64),
  adapter: { folder: '/store/adapter', commit: 'c0ffee' },
};
const pull = {
  kind: 'pull',
  id: 'coder-0.5b',
  rootDir: '/extension',
  hasReleases: false,
  fetched,
} as const;
const jobs: readonly ModelJob[] = [
  pull,
  { ...pull, fetched: null },
  { ...pull, fetched: { ...fetched, adapter: null } },
  { kind: 'verify', folder: '/store/models/a' },
];
const events: readonly ModelJobEvent[] = [
  { kind: 'progress', stage: 'convert', done: 1, total: 2 },
  { kind: 'note', text: 'Converting.' },
  { kind: 'done', folder: '/store/models/a' },
  { kind: 'failed', error: { code: 'disk-full', message: 'The disk is full.' } },
];

describe('a job on a model', () => {
  it.each(jobs)('is taken as it is: $kind', (job) => {
    expect(accept(modelJob, structuredClone(job), 'job')).toEqual({ ok: true, value: job });
  });

  it.each([
    [null, 'job.kind'],
    [{ kind: 'remove', folder: '/store' }, 'job.kind'],
    [{ kind: 'verify' }, 'job.folder'],
    [{ kind: 'verify', folder: '' }, 'job.folder'],
    [{ ...pull, id: '' }, 'job.id'],
    [{ ...pull, rootDir: 1 }, 'job.rootDir'],
    [{ ...pull, hasReleases: '' }, 'job.hasReleases'],
    [{ ...pull, fetched: undefined }, 'job.fetched'],
    [{ ...pull, fetched: { ...fetched, bytes: -1 } }, 'job.fetched.bytes'],
    [{ ...pull, fetched: { ...fetched, sha256: 'a'.repeat(63) } }, 'job.fetched.sha256'],
    [{ ...pull, fetched: { ...fetched, sha256: 'a'.repeat(65) } }, 'job.fetched.sha256'],
    [{ ...pull, fetched: { ...fetched, adapter: {} } }, 'job.fetched.adapter.folder'],
  ])('is refused: %j, by %s', (job, place) => {
    const checked = accept(modelJob, job, 'job');
    expect(checked).toEqual({ ok: false, problem: expect.stringMatching(`^${place} `) as string });
  });
});

describe('what its process says', () => {
  it.each(events)('is taken as it is: $kind', (event) => {
    expect(accept(modelJobEvent, structuredClone(event), 'event')).toEqual({
      ok: true,
      value: event,
    });
  });

  it.each([
    [{ kind: 'progress', stage: 'upload', done: 1, total: 2 }, 'event.stage'],
    [{ kind: 'progress', stage: 'verify', done: 0.5, total: 2 }, 'event.done'],
    [{ kind: 'progress', stage: 'verify', done: 1, total: NaN }, 'event.total'],
    [{ kind: 'note' }, 'event.text'],
    [{ kind: 'done', folder: null }, 'event.folder'],
    [{ kind: 'failed', error: { code: 'unheard-of', message: '' } }, 'event.error.code'],
    [{ kind: 'failed', error: { code: 'disk-full' } }, 'event.error.message'],
  ])('is passed over: %j, by %s', (event, place) => {
    const checked = accept(modelJobEvent, event, 'event');
    expect(checked).toEqual({ ok: false, problem: expect.stringMatching(`^${place} `) as string });
  });
});

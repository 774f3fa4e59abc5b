import { describe, expect, it } from 'vitest';
import { RowWriter } from '../../../src/pipeline/rowWriter';

const never = new AbortController().signal;

describe('rows that are written while more are made', () => {
  it('are written in order, all of them before the end', async () => {
    const rows = new RowWriter(never);
    const written: number[] = [];
    await rows.during(() => {
      for (const row of [1, 2, 3]) {
        rows.add(async () => {
          await Promise.resolve();
          written.push(row);
        });
      }
      return Promise.resolve();
    });
    expect(written).toEqual([1, 2, 3]);
  });

  it('end the work and are its failure when one cannot be written', async () => {
    const rows = new RowWriter(never);
    let isTried = false;
    const work = rows.during(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          rows.add(() => Promise.reject(new Error('the disk is full')));
          rows.add(() => {
            isTried = true;
            return Promise.resolve();
          });
        }),
    );
    await expect(work).rejects.toThrow('the disk is full');
    expect(isTried).toBe(false);
  });

  it('are kept when the work is stopped', async () => {
    const stop = new AbortController();
    const rows = new RowWriter(stop.signal);
    const written: number[] = [];
    const work = rows.during((signal) => {
      rows.add(async () => {
        await Promise.resolve();
        written.push(1);
      });
      stop.abort();
      return Promise.reject(new Error(signal.aborted ? 'stopped' : 'not told'));
    });
    await expect(work).rejects.toThrow('stopped');
    expect(written).toEqual([1]);
  });
});

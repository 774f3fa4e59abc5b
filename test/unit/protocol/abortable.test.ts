import { describe, expect, it } from 'vitest';
import { abortable, settled } from '../../../src/protocol/abortable';

const never = new Promise<string>(() => undefined);

describe('abortable', () => {
  it('is the promise itself without a signal', () => {
    expect(abortable(never, undefined)).toBe(never);
  });

  it('settles as the promise does while nobody aborts', async () => {
    const { signal } = new AbortController();
    await expect(abortable(Promise.resolve('done'), signal)).resolves.toBe('done');
    await expect(abortable(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('rejects as soon as the signal aborts, or at once where it has', async () => {
    const control = new AbortController();
    const waiting = abortable(never, control.signal);
    control.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(abortable(never, control.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('settled', () => {
  it('resolves to nothing either way', async () => {
    await expect(settled(Promise.resolve(5))).resolves.toBeUndefined();
    await expect(settled(Promise.reject(new Error('broken')))).resolves.toBeUndefined();
  });
});

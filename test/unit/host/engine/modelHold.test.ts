import { describe, expect, it } from 'vitest';
import { ModelHold } from '../../../../src/host/engine/modelHold';

const never = new AbortController().signal;

/** Works under one hold, in the order in which they begin; each runs until it is told to end. */
function begunIn(hold: ModelHold): {
  readonly begun: string[];
  readonly start: (name: string, signal?: AbortSignal) => Promise<void>;
  readonly end: (name: string) => Promise<void>;
} {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    // The model is the first letter of the name.
    start: (name, signal = never) =>
      hold.during(
        name.slice(0, 1),
        () => {
          begun.push(name);
          return new Promise((resolve) => ends.set(name, resolve));
        },
        signal,
      ),
    end: async (name) => {
      await new Promise(setImmediate);
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

describe('a model that is held', () => {
  it('is shared by those who need it; another one waits for all of them, and then all for it begin', async () => {
    const { begun, start, end } = begunIn(new ModelHold());
    const all = ['a1', 'a2', 'b1', 'c1', 'b2'].map((name) => start(name));
    await end('a1');
    expect(begun).toEqual(['a1', 'a2']);
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
    await end('b2');
    await end('b1');
    expect(begun.at(-1)).toBe('c1');
    await end('c1');
    await Promise.all(all);
    const last = start('d1');
    await end('d1');
    expect(begun.at(-1)).toBe('d1');
    await last;
  });

  it('is used again by a work that has it, while another one waits', async () => {
    const hold = new ModelHold();
    const { begun, start, end } = begunIn(hold);
    let waiting: Promise<void> | undefined;
    await hold.during(
      'a',
      () => {
        waiting = start('b1');
        return hold.during('a', () => Promise.resolve(), never);
      },
      never,
    );
    await new Promise(setImmediate);
    expect(begun).toEqual(['b1']);
    await end('b1');
    await waiting;
  });

  it('is let go of by a work that fails', async () => {
    const hold = new ModelHold();
    const failing = hold.during('a', () => Promise.reject(new Error('no')), never);
    const next = hold.during('b', () => Promise.resolve('b'), never);
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('b');
  });

  it('keeps nobody who does not want to wait any more', async () => {
    const { begun, start, end } = begunIn(new ModelHold());
    const a = start('a1');
    const stopping = new AbortController();
    const b = start('b1', stopping.signal);
    const c = start('c1');
    stopping.abort();
    await expect(b).rejects.toMatchObject({ code: 'cancelled' });
    await expect(start('b2', stopping.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await end('a1');
    expect(begun).toEqual(['a1', 'c1']);
    await end('c1');
    await Promise.all([a, c]);
  });
});

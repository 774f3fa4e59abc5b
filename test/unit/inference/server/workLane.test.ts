import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkLane } from '../../../../src/inference/server/workLane';
import { isAppError } from '../../../../src/protocol/appError';

describe('the lane', () => {
  it('runs one at a time in order, whatever fails or is called off while it waits', async () => {
    const kinds = fc.array(fc.constantFrom('ok', 'fail', 'abort'), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(kinds, async (tasks) => {
        const lane = new WorkLane();
        const ran: number[] = [];
        let active = 0;
        const blocker = lane.run(() => delay(1), undefined);
        const outcomes = tasks.map((kind, index) => {
          const controller = new AbortController();
          const outcome = lane
            .run(async () => {
              expect(active++).toBe(0);
              ran.push(index);
              await delay(0);
              active--;
              if (kind === 'fail') throw new Error('failed');
              return 'ok';
            }, controller.signal)
            .catch((error: unknown) => (isAppError(error, 'cancelled') ? 'abort' : 'fail'));
          if (kind === 'abort') controller.abort();
          return outcome;
        });
        await blocker;
        expect(await Promise.all(outcomes)).toEqual(tasks);
        expect(ran).toEqual(tasks.flatMap((kind, index) => (kind === 'abort' ? [] : [index])));
      }),
      { numRuns: 40 },
    );
  });

  it('rejects one that is called off at once, before its predecessor has ended', async () => {
    const lane = new WorkLane();
    const never = lane.run(() => new Promise<never>(() => undefined), undefined);
    const controller = new AbortController();
    const waiting = lane.run(() => Promise.resolve('ran'), controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(await Promise.race([never, Promise.resolve('still running')])).toBe('still running');
  });
});

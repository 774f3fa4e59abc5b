import { describe, expect, it } from 'vitest';
import { MemoryGuard } from '../../../../src/host/models/memoryGuard';
import { memoryNeed } from '../../../../src/host/models/memoryNeed';
import { isAppError } from '../../../../src/protocol/appError';
import { sampleManifest } from '../../cli/sampleManifest';

const model = { folder: 'models/a', manifest: sampleManifest() };
const need = memoryNeed(model.manifest);

/** A guard on a machine with so much memory, and the sentences that were shown. */
function guard(free: number, answers: readonly boolean[]) {
  const asked: string[] = [];
  return {
    asked,
    guard: new MemoryGuard({
      available: () => free,
      describe: (shortage) => `${shortage.name} ${shortage.need} ${shortage.free}`,
      confirm: (sentence) => {
        asked.push(sentence);
        return Promise.resolve(answers[asked.length - 1] ?? false);
      },
    }),
  };
}

describe('MemoryGuard', () => {
  it('says nothing when there is enough', async () => {
    const roomy = guard(need, []);
    await roomy.guard.require(model);
    expect(roomy.asked).toEqual([]);
  });

  it('fails with one sentence when the person does not want the model, and asks again later', async () => {
    const tight = guard(need - 1, [false, true]);
    await expect(tight.guard.require(model)).rejects.toSatisfy((error) =>
      isAppError(error, 'not-enough-memory'),
    );
    await tight.guard.require(model);
    expect(tight.asked).toHaveLength(2);
    expect(tight.asked[0]).toBe(`${model.manifest.name} ${need} ${need - 1}`);
  });

  it('asks once for several who wait, and not again after a yes', async () => {
    const tight = guard(1, [true]);
    await Promise.all([tight.guard.require(model), tight.guard.require(model)]);
    await tight.guard.require(model);
    expect(tight.asked).toHaveLength(1);
    await expect(tight.guard.require({ ...model, folder: 'models/b' })).rejects.toThrow();
  });
});

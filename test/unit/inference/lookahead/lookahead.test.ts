import { describe, expect, it } from 'vitest';
import { Lookahead } from '../../../../src/inference/lookahead/lookahead';
import { ScriptedModel } from '../generate/scriptedModel';

/** A processor that rounds two rows otherwise than one. */
class OtherRounding extends ScriptedModel {
  override async decodeAhead(ids: readonly number[]): Promise<Float32Array> {
    const logits = await super.decodeAhead(ids);
    return logits.map((value) => value + 1e-6);
  }
}

async function started(model: ScriptedModel): Promise<readonly number[]> {
  const ids = model.encode('Ask?aba');
  model.reserve(1);
  await model.prefill(0, ids.slice(0, -1));
  return ids;
}

describe('Lookahead', () => {
  it('guesses from what was noted, and leaves the row as it was', async () => {
    const model = new ScriptedModel(['abababab']);
    const ids = await started(model);
    const lookahead = new Lookahead();
    expect(await lookahead.next(model, ids)).toBeUndefined();
    lookahead.note(ids, 0);
    expect(await lookahead.next(model, ids)).toBe(model.encode('b')[0]);
    expect(model.length(0)).toBe(ids.length - 1);
  });

  it('guesses from the notes that are named, and from no others', async () => {
    const model = new ScriptedModel(['abababab']);
    const ids = await started(model);
    const lookahead = new Lookahead();
    lookahead.note(ids, 0, 'in full');
    expect(await lookahead.next(model, ids)).toBeUndefined();
    expect(await lookahead.next(model, ids, undefined, 'short')).toBeUndefined();
    expect(await lookahead.next(model, ids, undefined, 'in full')).toBe(model.encode('b')[0]);
  });

  it('takes what is known before any guess', async () => {
    const model = new ScriptedModel(['abababab']);
    const ids = await started(model);
    expect(await new Lookahead().next(model, ids, 7)).toBe(7);
  });

  it('guesses nothing where two rows are rounded otherwise than one, and looks only once', async () => {
    const model = new OtherRounding(['abababab']);
    const ids = await started(model);
    const lookahead = new Lookahead();
    lookahead.note(ids, 0);
    expect(await lookahead.next(model, ids)).toBeUndefined();
    const steps = model.steps.length;
    expect(await lookahead.next(model, ids, 7)).toBeUndefined();
    expect(model.steps).toHaveLength(steps);
  });

  it('stops guessing where it does not pay, tries again, and goes on once it does', async () => {
    const model = new ScriptedModel(['abababab']);
    const ids = await started(model);
    const lookahead = new Lookahead();
    lookahead.note(ids, 0);
    const isGuessing = async (): Promise<boolean> =>
      (await lookahead.next(model, ids)) !== undefined;
    lookahead.record(10);
    for (let i = 0; i < 100; i++) lookahead.record(18, false);
    expect(await isGuessing()).toBe(false);
    for (let i = 0; i < 64; i++) lookahead.record(10);
    expect(await isGuessing()).toBe(true);
    lookahead.record(18, true);
    expect(await isGuessing()).toBe(false);
    for (let i = 0; i < 100; i++) lookahead.record(11, true);
    expect(await isGuessing()).toBe(true);
  });
});

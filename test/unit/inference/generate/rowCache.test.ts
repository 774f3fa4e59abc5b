import { describe, expect, it } from 'vitest';
import { generateBatch } from '../../../../src/inference/generate/generateBatch';
import { ScriptedModel } from './scriptedModel';

/** Notes what its rows hold when room for others is made. */
class RoomyModel extends ScriptedModel {
  readonly held: (readonly number[])[] = [];

  override reserve(rows: number): void {
    this.held.push(this.rows.map((ids) => ids.length));
    super.reserve(rows);
  }
}

async function ask(
  context: ReturnType<ScriptedModel['context']>,
  questions: readonly (readonly number[])[],
): Promise<readonly number[]> {
  const outputs = await generateBatch(
    context,
    questions.map((ids, index) => ({ index, ids })),
    { prompts: [], maxNewTokens: 60, batchSize: questions.length },
    { onToken: () => undefined, onPrefill: () => undefined, onRow: () => undefined },
    new AbortController().signal,
  );
  return outputs.map(({ cachedTokens }) => cachedTokens);
}

describe('RowCache', () => {
  it('makes room for further rows without what was said before and is not needed', async () => {
    const model = new RoomyModel(['yes']);
    const context = model.context();
    await ask(context, [model.encode(`Ask about a long text: ${'word '.repeat(80)}?`)]);
    model.held.length = 0;
    const short = ['Ask all?', 'Tell all?', 'Ask about all?'].map((text) => model.encode(text));
    expect(await ask(context, short)).toEqual(['Ask a'.length, 0, 0]);
    expect(model.held[0]).toEqual(['Ask about a'.length]);
  });
});

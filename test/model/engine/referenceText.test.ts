import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../../src/inference/decoder/decoder';
import { generateBatch } from '../../../src/inference/generate/generateBatch';
import { RowCache } from '../../../src/inference/generate/rowCache';
import { Lookahead } from '../../../src/inference/lookahead/lookahead';
import { readModelFolder } from '../../../src/inference/session/modelFolder';
import { loadTokenizer } from '../../../src/inference/tokenizer/loadTokenizer';
import { readManifest } from '../../../src/modelkit/manifest/readManifest';
import type { GeneratedText } from '../../../src/protocol/childProtocol';
import { embeddedModelDir } from '../../support/embeddedModel';
import { readGreedyGolden } from '../support/logitsGolden';
import { silentHooks } from '../support/silentHooks';
import { openDecoder, type ConvertedModel } from '../support/tinyModel';
import { unroundedModel } from '../support/unroundedModel';

/**
 * Without rounding, engine and reference differ by 4e-5 of a logit at most; a gap of the two best
 * tokens smaller than this is a tie that may fall either way.
 */
const tieGap = 2e-4;

describe('greedy text of the embedded model, activations unrounded', () => {
  const golden = readGreedyGolden('embeddedGreedy');
  let model: ConvertedModel;
  let decoder: Decoder;
  let outputs: readonly GeneratedText[];

  beforeAll(async () => {
    model = await unroundedModel(embeddedModelDir);
    decoder = await openDecoder(model.directory, 'cpu');
    const tokenizer = await loadTokenizer(model.directory);
    const { endTokens } = await readModelFolder(model.directory);
    const prompts = golden.prompts.map(({ prompt }) => tokenizer.encode(promptParts(prompt)));
    const context = {
      cache: new RowCache(decoder),
      lookahead: new Lookahead(),
      pacer: wholePrompts,
      limits: {
        endTokens: new Set(endTokens),
        vocabularySize: tokenizer.vocabularySize,
        contextLength: decoder.contextLength,
      },
      tokenizer: {
        createStreamDecoder: () => tokenizer.streamDecoder(),
        encodeText: (text: string) => tokenizer.encodeText(text),
      },
    };
    const params = { prompts: [], maxNewTokens: 72, batchSize: prompts.length, detectLoops: false };
    const { signal } = new AbortController();
    const rows = prompts.map((ids, index) => ({ index, ids }));
    outputs = await generateBatch(context, rows, params, silentHooks, signal);
  });
  afterAll(async () => {
    await decoder.close();
    await model.remove();
  });

  it('covers at least 20 prompts of 64 tokens or more, three of them at a ratio', async () => {
    expect(golden.prompts.filter(({ ids }) => ids.length >= 64).length).toBeGreaterThanOrEqual(20);
    const { ratioMarkers = {} } = (await readManifest(embeddedModelDir)).prompt;
    const asked = golden.prompts.flatMap(({ id, prompt }) => {
      const [, ratio] = /-marker-(.*)$/.exec(id) ?? [];
      return ratio === undefined ? [] : [{ ratio, marker: prompt.split('assistant\n').at(-1) }];
    });
    expect(asked).toHaveLength(3);
    for (const { ratio, marker } of asked) expect(ratioMarkers[ratio]).toEqual([{ token: marker }]);
  });

  it.each(golden.prompts)('is the text of the reference for $id', (expected) => {
    const actual = outputs[golden.prompts.indexOf(expected)]!;
    // The reference keeps the end token, the engine does not.
    const end =
      actual.finishReason === 'stop' ? expected.ids.slice(actual.tokenIds.length, -1) : [];
    expect(end).toEqual([]);
    const differs = [...actual.tokenIds].findIndex((id, index) => id !== expected.ids[index]);
    if (differs < 0) return;
    const tie = { chose: actual.tokenIds[differs], gap: expected.gaps[differs]! <= tieGap };
    expect(tie, `token ${differs}`).toEqual({ chose: expected.runnerUp[differs], gap: true });
  });
});

/** Without rounding every call takes a second on a processor with AVX2, however long the piece. */
const wholePrompts = { next: (tokens: number) => tokens, record: () => undefined };

/** Those of turns and of ratios; what else looks like one is text. */
const controlToken = /(<\|(?:im_start|im_end|fim_prefix|repo_name|fim_pad)\|>)/;

/** The goldens' prompts are written with the control tokens' names. */
function promptParts(
  text: string,
): readonly ({ kind: 'text'; text: string } | { kind: 'token'; token: string })[] {
  return text
    .split(controlToken)
    .filter((part) => part !== '')
    .map((part) =>
      controlToken.test(part) ? { kind: 'token', token: part } : { kind: 'text', text: part },
    );
}

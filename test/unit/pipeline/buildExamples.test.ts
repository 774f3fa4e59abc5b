import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  llama3Template,
  qwen2Template,
  smollmTemplate,
} from '../../../src/core/prompt/familyTemplates';
import { isPromptTemplate } from '../../../src/core/prompt/isPromptTemplate';
import type { PromptTemplate } from '../../../src/core/prompt/promptTemplate';
import { renderPrompt } from '../../../src/core/prompt/promptTemplate';
import { trainedRatios } from '../../../src/core/ratio';
import type { ExampleOptions, TrainingExample } from '../../../src/pipeline/buildExamples';
import { buildExamples, noCounts } from '../../../src/pipeline/buildExamples';
import type { ChainRecord } from '../../../src/pipeline/chain';
import { chooseRatios } from '../../../src/pipeline/chooseRatios';
import {
  alpacaRow,
  datasetInfo,
  framePrompt,
  shareGptRow,
} from '../../../src/pipeline/llamaFactory';
import { tieredScorer } from '../../../src/core/pruning/scorers/tiered';
import type { TextTokenizer } from '../../../src/pipeline/textTokenizer';
import { tinyTokenizer } from './tinyTokenizer';

let tokenizer: TextTokenizer;
beforeAll(async () => {
  tokenizer = await tinyTokenizer();
});

const questions = Array.from({ length: 40 }, (_, i) => ({ question: `Q${i}?`, answer: `${i}` }));
const good = (i: number, change: Partial<ChainRecord> = {}): ChainRecord => {
  const text = `So we add: ${i} + 0 = ${i}\n\nThe final answer is: $\\boxed{${i}}$`;
  return { i, text, n: 20, fin: true, correct: true, ...change };
};

async function readTemplate(file: URL): Promise<PromptTemplate> {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isPromptTemplate(value)) throw new Error('no prompt template');
  return value;
}

async function build(
  records: readonly ChainRecord[],
  change: Partial<ExampleOptions> = {},
): Promise<{ examples: readonly TrainingExample[]; counts: ReturnType<typeof noCounts> }> {
  const counts = noCounts();
  const options: ExampleOptions = {
    questions,
    tokenizer,
    scorer: tieredScorer,
    seed: 42,
    ratiosPerChain: 1,
    maxChainTokens: 500,
    reserve: new Set(),
    paper: false,
    ...change,
  };
  const stream = (async function* () {
    for (const record of records) yield await Promise.resolve(record);
  })();
  const examples: TrainingExample[] = [];
  for await (const example of buildExamples(stream, options, counts)) examples.push(example);
  return { examples, counts };
}

describe('chooseRatios', () => {
  it('draws each of the six about as often', () => {
    const seen = new Map<number, number>();
    for (let i = 0; i < 6_000; i += 1) {
      const [ratio = 0] = chooseRatios(42, i, 1);
      seen.set(ratio, (seen.get(ratio) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual([...trainedRatios].sort());
    // Five standard deviations of a binomial around 1,000.
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
  });

  it('depends on seed and question alone', () => {
    const draw = (seed: number): readonly number[] =>
      Array.from({ length: 50 }, (_, i) => chooseRatios(seed, i, 1)[0]!);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).slice(1)).not.toEqual(draw(8).slice(0, -1));
  });

  it('takes 1.0 and others that are clearly different, as far as there are such', () => {
    for (let i = 0; i < 200; i += 1) {
      for (const count of [2, 3, 4, 5, 6]) {
        const ratios = chooseRatios(1, i, count);
        expect(ratios).toHaveLength(count);
        expect(new Set(ratios).size).toBe(count);
        expect(ratios[0]).toBe(1);
        expect(ratios).toEqual([...ratios].sort((a, b) => b - a));
        if (count === 3) expect(ratios[1]! - ratios[2]!).toBeGreaterThan(0.19);
      }
    }
    expect(chooseRatios(1, 0, 4)).toEqual([1, 0.9, 0.7, 0.5]);
    for (const count of [0, 7, 1.5]) expect(() => chooseRatios(1, 0, count)).toThrow(RangeError);
  });
});

describe('buildExamples', () => {
  it('uses right, finished chains outside the reserve that are short enough, and counts the rest', async () => {
    const records = [
      good(1),
      good(2, { correct: false }),
      good(3, { fin: false }),
      good(4),
      good(5, { text: `${'far too long '.repeat(300)}\n\nThe final answer is: $\\boxed{5}$` }),
      good(6, { text: '\n\nThe final answer is: $\\boxed{6}$' }),
      good(7, { text: '' }),
    ];
    const { examples, counts } = await build(records, { reserve: new Set([4]) });
    expect(examples.map(({ i }) => i)).toEqual([1]);
    expect(counts).toEqual({
      chains: 7,
      used: 1,
      examples: 1,
      wrong: 1,
      unfinished: 1,
      tooLong: 1,
      reserved: 1,
      empty: 2,
    });
  });

  it('never prunes the answer line, and leaves the chain alone at 1.0', async () => {
    const records = Array.from({ length: 40 }, (_, i) => good(i));
    const { examples } = await build(records, { ratiosPerChain: 6 });
    expect(examples).toHaveLength(240);
    for (const { i, ratio, target, chain, kept, ids, scores } of examples) {
      expect(target.endsWith(`\n\nThe final answer is: $\\boxed{${i}}$`)).toBe(true);
      expect(kept).toHaveLength(ids.length);
      expect(scores).toHaveLength(ids.length);
      expect(kept.replaceAll('0', '')).toHaveLength(Math.ceil(ids.length * ratio - 1e-9));
      expect(chain).toBe(`So we add: ${i} + 0 = ${i}`);
      if (ratio === 1) expect(target.startsWith(`${chain}\n\nThe`)).toBe(true);
    }
  });

  it('answers as the question does, not as the chain wrote it', async () => {
    const text = '600 * 2 = 1200, so \\boxed{1,200 \\text{ eggs}}';
    const asked = [{ question: '?', answer: '1200' }];
    const { examples } = await build([{ ...good(0), text }], { questions: asked });
    expect(examples[0]?.target).toMatch(/: \$\\boxed\{1200\}\$$/);
  });

  it('hands the earlier turns of a follow-up on', async () => {
    const before = [{ question: 'And before?', answer: '2' }];
    const asked = [{ question: 'And now?', answer: '0', before }, ...questions.slice(1)];
    const { examples } = await build([good(0), good(1)], { questions: asked });
    expect(examples[0]?.before).toEqual(before);
    expect(examples[1]).not.toHaveProperty('before');
  });

  it('gives a question the same ratio whatever other questions there are', async () => {
    const all = (await build([good(1), good(2), good(3)])).examples;
    const some = (await build([good(3)])).examples;
    expect(some[0]).toEqual(all[2]);
  });

  it('prunes by score alone with paper', async () => {
    const records = [good(9)];
    const plain = (await build(records, { ratiosPerChain: 6 })).examples.at(-1);
    const scorer = {
      name: 'flat',
      score: ({ spans }: { spans: readonly unknown[] }) => new Float64Array(spans.length),
    };
    const paper = (await build(records, { ratiosPerChain: 6, paper: true, scorer })).examples.at(
      -1,
    );
    expect(paper?.kept).toMatch(/^1+0+$/);
    expect(plain?.kept).not.toMatch(/^1+0+$/);
  });

  it('refuses a chain of a question that is not there', async () => {
    await expect(build([good(40)])).rejects.toThrow(RangeError);
  });
});

describe('LLaMA-Factory export', () => {
  const asked =
    'Please reason step by step, and put your final answer within \\boxed{}.\nHow many?';

  it('holds what is inside the chat template, the marker as the adapters saw it', () => {
    expect(framePrompt(qwen2Template, { question: 'How many?' }, 0.5)).toEqual({
      template: 'qwen',
      system: 'You are a helpful assistant.',
      user: `${asked}<|eot_id|>0.5<|eot_id|>`,
      opening: '',
      history: [],
    });
    expect(framePrompt(qwen2Template, { question: 'How many?' }, 1).user).toBe(asked);
    expect(framePrompt(smollmTemplate, { question: 'How many?' }, 1).system).toMatch(/SmolLM/);
    // The chat template adds the last end token.
    expect(framePrompt(llama3Template, { question: 'How many?' }, 0.5)).toEqual({
      template: 'llama3',
      system: '',
      user: `${asked}\n<|eot_id|>0.5<|eot_id|>`,
      opening: '',
      history: [],
    });
    expect(framePrompt(llama3Template, { question: 'How many?' }, 1).user).toBe(`${asked}\n`);
  });

  it.each(['qwen2.5', 'qwen2.5-coder', 'llama3.1'])(
    'begins the output with the marker where the prompt of %s has it in the answer',
    async (name) => {
      const file = new URL(`../../../models/recipe/prompts/${name}.json`, import.meta.url);
      const template = await readTemplate(file);
      const question = 'How many?<|im_end|>\n<|im_start|>assistant\n';
      const markers = trainedRatios.map((ratio) => {
        const framed = framePrompt(template, { question }, ratio);
        expect(framed.user).toBe(asked.replace('How many?', question));
        expect(alpacaRow(framed, 'target').output).toBe(`${framed.opening}target`);
        expect(shareGptRow(framed, 'target').conversations[1]?.value).toBe(
          `${framed.opening}target`,
        );
        // Put together again, it is what the model is asked with.
        const whole = renderPrompt(template, { question, keepRatio: ratio });
        const text = whole.map((part) => (part.kind === 'text' ? part.text : part.token)).join('');
        expect(text.endsWith(framed.opening)).toBe(true);
        return framed.opening;
      });
      expect(markers[trainedRatios.indexOf(1)]).toBe('');
      expect(new Set(markers).size).toBe(trainedRatios.length);
    },
  );

  it.each([
    ['qwen2.5-paper', qwen2Template],
    ['llama3.1-paper', llama3Template],
  ] as const)('has the prompt of the paper as %s', async (name, template) => {
    const file = new URL(`../../../models/recipe/prompts/${name}.json`, import.meta.url);
    expect(await readTemplate(file)).toEqual(template);
  });

  it('refuses a prompt without a chat template', () => {
    const bare = { ...qwen2Template, system: [], user: ['{question}{marker}'], assistantStart: [] };
    expect(() => framePrompt(bare, { question: 'How many?' }, 1)).toThrow(
      expect.objectContaining({ code: 'unsupported-architecture' }) as Error,
    );
  });

  it('writes rows with the columns that dataset_info names', () => {
    const framed = framePrompt(qwen2Template, { question: 'How many?' }, 0.9);
    const alpaca = alpacaRow(framed, 'target');
    const { columns } = datasetInfo.tokenskip_alpaca;
    expect(Object.keys(alpaca).sort()).toEqual(Object.values(columns).sort());
    const shareGpt = shareGptRow(framed, 'target');
    const { columns: names, tags } = datasetInfo.tokenskip_sharegpt;
    expect(Object.keys(shareGpt).sort()).toEqual(Object.values(names).sort());
    const before = { question: 'Before?', answer: '7' };
    const after = framePrompt(qwen2Template, { question: 'How many?', before: [before] }, 0.9);
    const line = 'The final answer is: $\\boxed{7}$';
    const [turn] = alpacaRow(after, 'target').history;
    expect(turn).toEqual([framePrompt(qwen2Template, before, 0.9).user, line]);
    expect(shareGptRow(after, 'target').conversations.map(({ value }) => value)).toEqual([
      ...(turn ?? []),
      framed.user,
      'target',
    ]);
    expect(shareGpt.conversations.map((turn) => turn[tags.role_tag])).toEqual([
      tags.user_tag,
      tags.assistant_tag,
    ]);
  });
});

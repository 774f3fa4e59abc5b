import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qwen2Template } from '../../../src/core/prompt/familyTemplates';
import { keptTokensJson, vocabularyDigest } from '../../../src/modelkit/tokenizer/keptTokens';
import { readTokenizerJson } from '../../../src/protocol/readTokenizerJson';
import { buildCli, runCli } from '../support/runCli';

const source = path.join(import.meta.dirname, '..', 'tiny', 'qwen2');

let root: string;
const at = (name: string): string => path.join(root, name);
const texts = ['So 2 + 3 = 5 apples.', 'Half of 8 is 4. That is all.', 'He has 1 left.'];

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-compare-test-'));
  for (const format of ['exact', 'balanced']) {
    await convert('--out', at(format), '--format', format);
  }
  await writeFile(at('kept.json'), JSON.stringify(await keptTokens()));
  await convert('--out', at('trimmed'), '--format', 'exact', '--trim-vocab', at('kept.json'));
  const lines = (rows: readonly object[]): string =>
    rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const questions = texts.map((_, i) => ({ question: `Question ${i}?`, answer: '4' }));
  const chains = texts.map((text, i) => ({ i, text, n: 9, fin: true, correct: true }));
  await writeFile(at('questions.jsonl'), lines(questions));
  await writeFile(at('chains.jsonl'), lines(chains));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function convert(...flags: readonly string[]): Promise<void> {
  const made = await runCli(['model', 'convert', source, '--id', 'tiny', ...flags]);
  expect(made.code, made.stderr).toBe(0);
}

/** All tokens but long ones that are nowhere in what the models read. */
async function keptTokens(): Promise<object> {
  const text = await readFile(path.join(source, 'tokenizer.json'), 'utf8');
  const { vocabulary } = readTokenizerJson(JSON.parse(text));
  const read = JSON.stringify([qwen2Template, texts, 'Question']);
  const ids = [...vocabulary]
    .filter(([token]) => token.length < 5 || read.includes(token.replaceAll('Ġ', ' ')))
    .map(([, id]) => id)
    .sort((a, b) => a - b);
  return keptTokensJson({ name: 'few', vocabularySha256: vocabularyDigest(vocabulary), ids });
}

interface Mean {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}
interface Speed {
  readonly prefill: number;
}
interface Row {
  readonly bytes: number;
  readonly bytesPerToken: number;
  readonly kl: Mean;
  readonly sameTop1: Mean;
  readonly tokens: number;
  readonly chains: number;
  readonly leftOut: number;
  readonly tokensPerSecond: { readonly model: Speed; readonly reference: Speed };
  readonly vocabulary: { readonly model: number; readonly reference: number };
}

const run = (model: string, reference: string, ...flags: string[]): ReturnType<typeof runCli> => {
  const files = ['--chains', at('chains.jsonl'), '--questions', at('questions.jsonl')];
  // Temporary folders go where the test can see whether any is left.
  return runCli(['model', 'compare', model, reference, ...files, ...flags], {
    env: { TMPDIR: root },
  });
};

async function compare(model: string, reference: string, ...flags: string[]): Promise<Row> {
  const { code, stdout, stderr } = await run(model, reference, '--json', ...flags);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Row;
}

describe('tokenskip model compare', () => {
  it('finds nothing between a folder and itself', async () => {
    const row = await compare(at('balanced'), at('balanced'));
    expect(row).toMatchObject({ kl: { value: 0 }, sameTop1: { value: 1 }, chains: 3, leftOut: 0 });
    expect(row.tokens).toBeGreaterThan(20);
    expect(row.bytesPerToken).toBeGreaterThan(10_000);
    expect(row.bytes).toBeGreaterThan(row.bytesPerToken);
    const { model, reference } = row.tokensPerSecond;
    for (const { prefill } of [model, reference]) expect(prefill).toBeGreaterThan(1);
  });

  it('measures a format against the source, which leaves nothing behind', async () => {
    const exact = await compare(at('exact'), source);
    const balanced = await compare(at('balanced'), source, '--batch', '1');
    expect(exact.kl.value).toBeGreaterThan(0);
    expect(balanced.kl.value).toBeGreaterThan(2 * exact.kl.value);
    expect(balanced.kl.interval.low).toBeLessThan(balanced.kl.value);
    expect(balanced.kl.interval.high).toBeGreaterThan(balanced.kl.value);
    expect(balanced.bytesPerToken).toBeLessThan(exact.bytesPerToken);
    const left = (await readdir(root)).filter((name) => name.startsWith('tokenskip-compare-'));
    expect(left).toEqual([]);
  });

  it('compares a trimmed vocabulary with the whole one over the tokens of both', async () => {
    const row = await compare(at('trimmed'), at('exact'), '--texts', '2');
    expect(row.vocabulary.model).toBeLessThan(row.vocabulary.reference);
    expect(row.tokens).toBeGreaterThan(5);
    // The same weights: only the sums of the softmax are over fewer tokens, on both sides alike.
    expect(row.kl.value).toBeLessThan(1e-6);
    expect(row.sameTop1.value).toBe(1);
    const { stdout } = await run(at('trimmed'), at('exact'));
    expect(stdout).toMatch(/^model +against +folder +read per token +KL, nats/);
    expect(stdout).toMatch(/prefill, tokens\/s +decode, tokens\/s/);
    expect(stdout).toContain('tokens of both vocabularies');
  });

  it('refuses another tokenizer in one sentence', async () => {
    await cp(at('exact'), at('strange'), { recursive: true });
    const text = await readFile(at('strange/tokenizer.json'), 'utf8');
    const json = JSON.parse(text) as { model: { vocab: Record<string, number> } };
    const last = Math.max(...Object.values(json.model.vocab));
    for (const [token, id] of Object.entries(json.model.vocab)) {
      json.model.vocab[token] = last - id;
    }
    // A model with this tokenizer from the start: its manifest states the size that it has.
    const strange = JSON.stringify(json);
    await writeFile(at('strange/tokenizer.json'), strange);
    const manifest = await readFile(at('strange/tokenskip.json'), 'utf8');
    const bytes = `"bytes": ${Buffer.byteLength(text)},`;
    expect(manifest).toContain(bytes);
    await writeFile(
      at('strange/tokenskip.json'),
      manifest.replace(bytes, `"bytes": ${Buffer.byteLength(strange)},`),
    );
    const { code, stderr } = await run(at('exact'), at('strange'));
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('different tokenizers');
  });
});

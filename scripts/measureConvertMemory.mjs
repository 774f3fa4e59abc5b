// Converts a synthetic model of 7B size and fails when the peak memory is 2 GB or more.
//
//   node scripts/measureConvertMemory.mjs [FOLDER] [--merge] [--layers N]
//
// The GGUF file is sparse (4.3 GB of zero blocks, next to nothing on disk); with --merge it is a
// repository of four bfloat16 shards (15 GB, sparse as well) and an adapter of rank 8. The converted
// model takes about 5 GB in FOLDER (default: the system's temporary folder). All are removed at the
// end. --layers: fewer than the 28 of the 7B; the peak follows from the widest matrix, not from them.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSparseAdapter, writeSparseRepository } from './syntheticRepository.mjs';

const { values, positionals } = parseArgs({
  options: { merge: { type: 'boolean' }, layers: { type: 'string', default: '28' } },
  allowPositionals: true,
});

const limitBytes = 2e9;

/** Qwen2.5-7B: its shape, its vocabulary, an untied head. */
const shape = {
  layers: Number(values.layers),
  hidden: 3584,
  heads: 28,
  keyValueHeads: 4,
  feedForward: 18_944,
};
const vocabularySize = 152_064;

/** GGUF value types and tensor types. */
const type = { uint32: 4, int32: 5, float32: 6, text: 8, array: 9 };
const f32 = { number: 0, bytes: (count) => count * 4 };
const q4k = { number: 12, bytes: (count) => (count / 256) * 144 };

const uint32 = (value) => Buffer.from(Uint32Array.of(value).buffer);
const uint64 = (value) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const text = (value) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
};

/** All tokens by pairs of earlier ones, so that the merges take as much room as real ones. */
function vocabulary() {
  const printable = (byte) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 0x100;
  const tokens = Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(printable(byte) ? byte : next++),
  );
  const merges = [];
  while (tokens.length < vocabularySize - 1) {
    const index = tokens.length - 256;
    const pair = [tokens[Math.floor(index / 256)], tokens[index % 256]];
    merges.push(pair.join(' '));
    tokens.push(pair.join(''));
  }
  tokens.push('<|im_end|>');
  return { tokens, merges };
}

function metadata() {
  const { tokens, merges } = vocabulary();
  const kinds = Int32Array.from(tokens, (_, id) => (id === tokens.length - 1 ? 3 : 1));
  const texts = (items) =>
    Buffer.concat([uint32(type.text), uint64(items.length), ...items.map(text)]);
  return [
    ['general.architecture', type.text, text('qwen2')],
    ['qwen2.block_count', type.uint32, uint32(shape.layers)],
    ['qwen2.embedding_length', type.uint32, uint32(shape.hidden)],
    ['qwen2.feed_forward_length', type.uint32, uint32(shape.feedForward)],
    ['qwen2.attention.head_count', type.uint32, uint32(shape.heads)],
    ['qwen2.attention.head_count_kv', type.uint32, uint32(shape.keyValueHeads)],
    ['qwen2.context_length', type.uint32, uint32(32_768)],
    [
      'qwen2.attention.layer_norm_rms_epsilon',
      type.float32,
      Buffer.from(Float32Array.of(1e-6).buffer),
    ],
    ['tokenizer.ggml.model', type.text, text('gpt2')],
    ['tokenizer.ggml.pre', type.text, text('qwen2')],
    ['tokenizer.ggml.eos_token_id', type.uint32, uint32(vocabularySize - 1)],
    ['tokenizer.ggml.tokens', type.array, texts(tokens)],
    ['tokenizer.ggml.merges', type.array, texts(merges)],
    [
      'tokenizer.ggml.token_type',
      type.array,
      Buffer.concat([uint32(type.int32), uint64(kinds.length), Buffer.from(kinds.buffer)]),
    ],
  ].map(([key, kind, value]) => Buffer.concat([text(key), uint32(kind), value]));
}

/** Name, shape (row-major) and type of every tensor. */
function tensors() {
  const { hidden, feedForward } = shape;
  const keys = (hidden / shape.heads) * shape.keyValueHeads;
  const list = [
    ['token_embd.weight', [vocabularySize, hidden], q4k],
    ['output.weight', [vocabularySize, hidden], q4k],
    ['output_norm.weight', [hidden], f32],
  ];
  for (let layer = 0; layer < shape.layers; layer += 1) {
    const parts = [
      ['attn_norm.weight', [hidden], f32],
      ['attn_q.weight', [hidden, hidden], q4k],
      ['attn_q.bias', [hidden], f32],
      ['attn_k.weight', [keys, hidden], q4k],
      ['attn_k.bias', [keys], f32],
      ['attn_v.weight', [keys, hidden], q4k],
      ['attn_v.bias', [keys], f32],
      ['attn_output.weight', [hidden, hidden], q4k],
      ['ffn_norm.weight', [hidden], f32],
      ['ffn_gate.weight', [feedForward, hidden], q4k],
      ['ffn_up.weight', [feedForward, hidden], q4k],
      ['ffn_down.weight', [hidden, feedForward], q4k],
    ];
    for (const [name, dims, kind] of parts) list.push([`blk.${layer}.${name}`, dims, kind]);
  }
  return list;
}

/** Writes the header and leaves the weights a hole: zero blocks are valid. */
async function writeSparseGguf(path) {
  const fields = metadata();
  const list = tensors();
  let offset = 0;
  const entries = list.map(([name, dims, kind]) => {
    const sizes = [...dims].reverse().map(uint64);
    const entry = [text(name), uint32(dims.length), ...sizes, uint32(kind.number), uint64(offset)];
    const count = dims.reduce((product, size) => product * size, 1);
    offset += Math.ceil(kind.bytes(count) / 32) * 32;
    return Buffer.concat(entry);
  });
  const magic = [Buffer.from('GGUF'), uint32(3), uint64(list.length), uint64(fields.length)];
  const header = Buffer.concat([...magic, ...fields, ...entries]);
  const file = await open(path, 'w');
  await file.write(header);
  await file.truncate(Math.ceil(header.length / 32) * 32 + offset);
  await file.close();
}

/** Runs the command line and returns its peak resident memory in bytes. */
async function peakBytes(cli, args) {
  const report = `import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const child = fork(cli, args, {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(report)}`],
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'ipc'],
  });
  let kilobytes = '';
  child.stdio[3].on('data', (bytes) => (kilobytes += String(bytes)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The conversion ended with ${code}.`);
  return Number(kilobytes) * 1024;
}

const cli = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli.js');
if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run `npm run build` first.');
const folder = await mkdtemp(join(positionals[0] ?? tmpdir(), 'tokenskip-7b-'));
try {
  const source = join(folder, values.merge === true ? 'model' : 'model.gguf');
  const adapter = join(folder, 'adapter');
  if (values.merge === true) {
    await writeSparseRepository(source, shape, vocabulary());
    await writeSparseAdapter(adapter, shape);
  } else await writeSparseGguf(source);
  const startedAt = performance.now();
  const args = ['model', 'convert', source, '--out', join(folder, 'out'), '--format', 'balanced'];
  if (values.merge === true) args.push('--adapter', adapter);
  const peak = await peakBytes(cli, args);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`peak ${Math.round(peak / 1e6)} MB, ${seconds.toFixed(0)} s`);
  if (peak >= limitBytes) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

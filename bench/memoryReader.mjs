// The fastest plain reading of memory that a script can do: 16 bytes a load, in WebAssembly, which
// every platform's Node.js compiles. A loop in JavaScript reads less than half as much.

const pageBytes = 65_536;
const i32 = 0x7f;
const v128 = 0x7b;
/** Sums that do not wait for one another, and bytes that one turn of the loop reads. */
const sums = 4;
const turnBytes = 128;

const local = { at: 0, end: 1, sum: (index) => 2 + (index % sums) };
const get = (index) => [0x20, index];
const set = (index) => [0x21, index];
const xor = [0xfd, 0x51];
const load = (offset) => [0xfd, 0x00, 4, offset];

/** (func (param $at i32) (param $end i32) (result i32) …): the bits of all words, folded by XOR. */
function code() {
  const reads = Array.from({ length: turnBytes / 16 }, (_, index) => {
    const sum = local.sum(index);
    return [get(sum), get(local.at), load(index * 16), xor, set(sum)];
  });
  const next = [get(local.at), [0x41, ...leb(turnBytes)], [0x6a], [0x22, local.at]];
  const again = [get(local.end), [0x49], [0x0d, 0]];
  const loop = [[0x03, 0x40], reads, next, again, [0x0b]];
  const folded = [get(local.sum(0)), get(local.sum(1)), xor, get(local.sum(2)), xor];
  const lane = [get(local.sum(3)), xor, [0xfd, 0x1b, 0], [0x0b]];
  return [...vector([[sums, v128]]), ...[loop, folded, lane].flat(Infinity)];
}

function moduleBytes() {
  const body = code();
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, ...vector([[i32], [i32]]), ...vector([[i32]])]]),
    ...section(2, [[...name('m'), ...name('memory'), 0x02, 0x00, 1]]),
    ...section(3, [[0]]),
    ...section(7, [[...name('read'), 0x00, 0]]),
    ...section(10, [[...leb(body.length), ...body]]),
  ]);
}

function section(id, items) {
  const content = vector(items);
  return [id, ...leb(content.length), ...content];
}

function vector(items) {
  return [...leb(items.length), ...items.flat()];
}

function name(text) {
  return vector([...text].map((letter) => [letter.charCodeAt(0)]));
}

/** A whole number from 0 in the format's signed form, which serves for small lengths as well. */
function leb(value) {
  const rest = value >> 7;
  const isLast = rest === 0 && (value & 0x40) === 0;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...leb(rest)];
}

/**
 * `{ bytes, words, read() }`: memory of at least `wantedBytes`, as 32-bit words that are not zero, and
 * what reads all of it once and returns the XOR of every fourth word.
 */
export function createReader(wantedBytes) {
  const pages = Math.ceil(wantedBytes / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages });
  const module = new WebAssembly.Module(moduleBytes());
  const { read } = new WebAssembly.Instance(module, { m: { memory } }).exports;
  const words = new Int32Array(memory.buffer);
  // Pages that nobody wrote to are all one and the same page.
  words.fill(0x5bd1e995);
  const bytes = pages * pageBytes;
  return { bytes, words, read: () => read(0, bytes) };
}

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFileError, systemCode } from '../../files/fileErrors';
import { invalidFile, printable } from '../source/sourceErrors';

/** What a graph consists of, as it is at run time: what only converts a constant is folded. */
export interface OnnxFile {
  readonly nodes: readonly OnnxFileNode[];
  /** Bytes of each constant by its name. */
  readonly constants: ReadonlyMap<string, number>;
}

interface OnnxFileNode {
  readonly name: string;
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

interface Tensor {
  readonly type: number;
  readonly elements: number;
}

/** Bits of an element by `TensorProto.DataType`; only types that the model kit writes. */
const elementBits: Readonly<Record<number, number>> = { 1: 32, 2: 8, 6: 32, 7: 64, 9: 8, 10: 16 };

/** Largest graph read, bytes; weights lie beside it, and that of the 0.5B model has 266,000. */
const maxGraphBytes = 100_000_000;

/** What is wrong with the bytes, as the end of "<file> cannot be used: …". */
class Damage extends Error {}

/**
 * Nodes and constants of the serialised model in `file`; no weights are read. Code
 * `model-file-invalid` for anything that the model kit does not write.
 *
 * Source: onnx/onnx.proto field numbers.
 */
export async function readOnnxFile(file: string): Promise<OnnxFile> {
  const name = basename(file);
  const { size } = await stat(file).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT'
      ? invalidFile(name, 'it is missing')
      : asFileError(error, file);
  });
  if (size > maxGraphBytes) throw invalidFile(name, `it has ${size} bytes`);
  const bytes = await readFile(file);
  try {
    return readGraph(bytes);
  } catch (error) {
    throw error instanceof Damage ? invalidFile(name, error.message) : error;
  }
}

function readGraph(bytes: Buffer): OnnxFile {
  const nodes: OnnxFileNode[] = [];
  const constants = new Map<string, Tensor>();
  for (const [field, graph] of messagesOf(bytes)) {
    if (field !== 7) continue;
    const nodeParts: Buffer[] = [];
    for (const [part, value] of messagesOf(graph)) {
      if (part === 1) nodeParts.push(value);
      if (part === 5) {
        const { name, ...tensor } = readTensor(value);
        constants.set(name, tensor);
      }
    }
    for (const value of nodeParts) {
      const { to, ...node } = readNode(value);
      if (!fold(node, to, constants)) nodes.push(node);
    }
  }
  const sizes = Array.from(constants, ([name, { elements, type }]): [string, number] => [
    name,
    (elements * (elementBits[type] ?? 0)) / 8,
  ]);
  return { nodes, constants: new Map(sizes) };
}

/**
 * Bytes of constants that one decode step reads: all but those of which only a row is read, which
 * are embeddings and rotary tables. A head that is tied to the embedding is a constant of its own
 * in the graph and counts.
 */
export function weightBytesPerToken({ nodes, constants }: OnnxFile): number {
  const rowsOnly = new Set<string | undefined>();
  for (const { opType, inputs } of nodes) {
    if (opType === 'Gather') rowsOnly.add(inputs[0]);
    if (opType === 'GatherBlockQuantized') {
      for (const index of [0, 2, 3]) rowsOnly.add(inputs[index]);
    }
    if (opType === 'RotaryEmbedding') for (const name of inputs.slice(2)) rowsOnly.add(name);
    if (opType === 'GroupQueryAttention') for (const name of inputs.slice(7)) rowsOnly.add(name);
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  let bytes = 0;
  for (const [name, size] of constants) if (used.has(name) && !rowsOnly.has(name)) bytes += size;
  return bytes;
}

/** Turns a converted constant into a constant; false for a node that stays. */
function fold(
  { opType, inputs, outputs }: OnnxFileNode,
  to: number | undefined,
  constants: Map<string, Tensor>,
): boolean {
  const source = constants.get(inputs[0] ?? '');
  if (source === undefined || (opType !== 'Cast' && opType !== 'Transpose')) return false;
  const type = opType === 'Cast' ? (to ?? source.type) : source.type;
  constants.set(outputs[0] ?? '', { ...source, type });
  return true;
}

function readNode(buffer: Buffer): OnnxFileNode & { readonly to: number | undefined } {
  let name = '';
  let opType = '';
  let to: number | undefined;
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const [field, value] of messagesOf(buffer)) {
    if (field === 1) inputs.push(value.toString());
    if (field === 2) outputs.push(value.toString());
    if (field === 3) name = value.toString();
    if (field === 4) opType = value.toString();
    if (field === 5) to = readTarget(value) ?? to;
  }
  return { name, opType, inputs, outputs, to };
}

/** The element type that an attribute `to` names. */
function readTarget(attribute: Buffer): number | undefined {
  const fields = new Map(fieldsOf(attribute));
  const target = fields.get(3);
  return fields.get(1)?.toString() === 'to' && typeof target === 'number' ? target : undefined;
}

function readTensor(buffer: Buffer): Tensor & { readonly name: string } {
  let name = '';
  let type = 0;
  let elements = 1;
  for (const [field, value] of fieldsOf(buffer)) {
    if (field === 1) for (const dim of numbersOf(value)) elements *= dim;
    if (field === 2 && typeof value === 'number') type = value;
    if (field === 8) name = value.toString();
  }
  if (!(type in elementBits)) throw new Damage(`"${printable(name)}" has the unknown type ${type}`);
  return { name, type, elements };
}

/** A repeated integer is one number, or a packed list. */
function numbersOf(value: number | Buffer): readonly number[] {
  if (typeof value === 'number') return [value];
  const numbers: number[] = [];
  for (let at = 0; at < value.length;) {
    const [number, next] = varint(value, at);
    numbers.push(number);
    at = next;
  }
  return numbers;
}

/** The fields of a message that are messages or texts themselves. */
function* messagesOf(buffer: Buffer): Generator<readonly [number, Buffer]> {
  for (const [field, value] of fieldsOf(buffer)) {
    if (typeof value !== 'number') yield [field, value];
  }
}

function* fieldsOf(buffer: Buffer): Generator<readonly [number, number | Buffer]> {
  for (let at = 0; at < buffer.length;) {
    const [key, start] = varint(buffer, at);
    const field = Math.floor(key / 8);
    const wireType = key % 8;
    if (wireType === 0) {
      const [value, next] = varint(buffer, start);
      yield [field, value];
      at = next;
    } else if (wireType === 2) {
      const [length, from] = varint(buffer, start);
      if (from + length > buffer.length) throw new Damage('it ends within a field');
      yield [field, buffer.subarray(from, from + length)];
      at = from + length;
    } else if (wireType === 1 || wireType === 5) {
      at = start + (wireType === 1 ? 8 : 4);
    } else {
      throw new Damage(`it has a field of the unknown wire type ${wireType}`);
    }
  }
}

/** Value and the position after it. Negative numbers come out wrong; no field read here has any. */
function varint(buffer: Buffer, start: number): readonly [number, number] {
  let value = 0;
  let scale = 1;
  let at = start;
  for (;;) {
    const byte = buffer[at];
    if (byte === undefined) throw new Damage('it ends within a number');
    at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at];
    scale *= 128;
  }
}

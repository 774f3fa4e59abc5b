// Reads what a serialised ONNX model says about its nodes and constants; no weights are read.
import { readFile } from 'node:fs/promises';

/** Bits of an element by `TensorProto.DataType`; only types that the model kit writes. */
const elementBits = { 1: 32, 2: 8, 6: 32, 7: 64, 9: 8, 10: 16 };

/**
 * Nodes `{name, opType, inputs}` and constants (name → bytes) of the model in `file`, as they are
 * at run time: what only converts a constant is folded when a session is made.
 * Source: onnx/onnx.proto field numbers.
 */
export async function readOnnxFile(file) {
  const nodes = [];
  const constants = new Map();
  for (const [field, graph] of fieldsOf(await readFile(file))) {
    if (field !== 7) continue;
    const nodeParts = [];
    for (const [part, value] of fieldsOf(graph)) {
      if (part === 1) nodeParts.push(value);
      if (part === 5) {
        const { name, ...tensor } = readTensor(value);
        constants.set(name, tensor);
      }
    }
    for (const value of nodeParts) {
      const node = readNode(value);
      if (!fold(node, constants)) nodes.push(node);
    }
  }
  const bytes = ({ elements, type }) => (elements * elementBits[type]) / 8;
  return {
    nodes,
    constants: new Map([...constants].map(([name, tensor]) => [name, bytes(tensor)])),
  };
}

/** Turns a converted constant into a constant; false for a node that stays. */
function fold({ opType, inputs, outputs, to }, constants) {
  const source = constants.get(inputs[0]);
  if (source === undefined || (opType !== 'Cast' && opType !== 'Transpose')) return false;
  constants.set(outputs[0], { ...source, ...(opType === 'Cast' ? { type: to } : {}) });
  return true;
}

/**
 * Bytes of constants that one decode step reads: all but those of which only a row is read, which
 * are embeddings and rotary tables. A head that is tied to the embedding is a constant of its own
 * in the graph and counts.
 */
export function weightBytesPerToken({ nodes, constants }) {
  const rowsOnly = new Set();
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

function readNode(buffer) {
  const node = { name: '', opType: '', inputs: [], outputs: [], to: undefined };
  for (const [field, value] of fieldsOf(buffer)) {
    if (field === 1) node.inputs.push(value.toString());
    if (field === 2) node.outputs.push(value.toString());
    if (field === 3) node.name = value.toString();
    if (field === 4) node.opType = value.toString();
    if (field === 5) node.to = readTarget(value) ?? node.to;
  }
  return node;
}

/** The element type that an attribute `to` names. */
function readTarget(attribute) {
  const fields = new Map(fieldsOf(attribute));
  return fields.get(1)?.toString() === 'to' ? fields.get(3) : undefined;
}

function readTensor(buffer) {
  let name = '';
  let type = 0;
  let elements = 1;
  for (const [field, value] of fieldsOf(buffer)) {
    if (field === 1) for (const dim of numbersOf(value)) elements *= dim;
    if (field === 2) type = value;
    if (field === 8) name = value.toString();
  }
  if (!(type in elementBits)) throw new Error(`Constant ${name} has the unknown type ${type}.`);
  return { name, type, elements };
}

/** A repeated integer is one number, or a packed list. */
function numbersOf(value) {
  if (typeof value === 'number') return [value];
  const numbers = [];
  for (let at = 0; at < value.length;) {
    const [number, next] = varint(value, at);
    numbers.push(number);
    at = next;
  }
  return numbers;
}

function* fieldsOf(buffer) {
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
      yield [field, buffer.subarray(from, from + length)];
      at = from + length;
    } else if (wireType === 1 || wireType === 5) {
      at = start + (wireType === 1 ? 8 : 4);
    } else {
      throw new Error(`Unknown protobuf wire type ${wireType}.`);
    }
  }
}

/** Value and the position after it. Negative numbers come out wrong; no field read here has any. */
function varint(buffer, start) {
  let value = 0;
  let scale = 1;
  let at = start;
  for (;;) {
    const byte = buffer[at];
    if (byte === undefined) throw new Error('The ONNX file ends within a number.');
    at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at];
    scale *= 128;
  }
}

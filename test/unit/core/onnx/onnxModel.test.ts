import { describe, expect, it } from 'vitest';
import type { OnnxGraph } from '../../../../src/core/onnx/onnxModel';
import { encodeOnnxModel } from '../../../../src/core/onnx/onnxModel';
import { ProtoWriter } from '../../../../src/core/onnx/protobuf';

type Field = readonly [field: number, value: bigint | number | Uint8Array];

/** The fields of a message, as the protobuf encoding says. */
function read(bytes: Uint8Array): readonly Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const field = key >> 3;
    if ((key & 7) === 0) fields.push([field, varint()]);
    else if ((key & 7) === 5) {
      fields.push([field, view.getFloat32(at, true)]);
      at += 4;
    } else {
      const length = Number(varint());
      fields.push([field, bytes.subarray(at, at + length)]);
      at += length;
    }
  }
  return fields;
}

const all = (bytes: Uint8Array, field: number): readonly Field[1][] =>
  read(bytes).flatMap(([found, value]) => (found === field ? [value] : []));
const text = (value: Field[1] | undefined): string => new TextDecoder().decode(value as Uint8Array);
const texts = (bytes: Uint8Array, field: number): readonly string[] => all(bytes, field).map(text);
const message = (bytes: Uint8Array, field: number, index = 0): Uint8Array =>
  all(bytes, field)[index] as Uint8Array;

describe('ProtoWriter', () => {
  it('writes what a reader of the encoding finds', () => {
    const writer = new ProtoWriter()
      .int(1, 0)
      .int(1, 127)
      .int(1, 128)
      .int(2, -1)
      .int(2, 2n ** 62n)
      .float(3, 1.5)
      .text(100, 'ä€😀')
      .message(5, (inner) => inner.int(1, 7));
    expect(all(writer.bytes(), 1)).toEqual([0n, 127n, 128n]);
    expect(all(writer.bytes(), 2)).toEqual([-1n, 2n ** 62n]);
    expect(all(writer.bytes(), 3)).toEqual([1.5]);
    expect(texts(writer.bytes(), 100)).toEqual(['ä€😀']);
    expect(all(message(writer.bytes(), 5), 1)).toEqual([7n]);
    // -1 is ten bytes long.
    expect(new ProtoWriter().int(1, -1).bytes()).toHaveLength(11);
  });

  it('grows beyond its first 256 bytes, by little and by much', () => {
    const writer = new ProtoWriter();
    for (let i = 0; i < 300; i += 1) writer.int(1, i);
    const long = new Uint8Array(5_000).fill(9);
    writer.raw(2, long).float(3, -2);
    expect(all(writer.bytes(), 1)).toEqual(Array.from({ length: 300 }, (_, i) => BigInt(i)));
    expect(all(writer.bytes(), 2)).toEqual([long]);
    expect(all(writer.bytes(), 3)).toEqual([-2]);
  });
});

describe('encodeOnnxModel', () => {
  const graph: OnnxGraph = {
    name: 'g',
    nodes: [
      {
        opType: 'Split',
        domain: '',
        inputs: ['x', '', 'k'],
        outputs: ['', 'y'],
        attributes: { axis: { int: -1 }, scale: { float: 0.5 }, parts: { ints: [1, 2] } },
      },
      { opType: 'Sink', domain: 'com.microsoft', inputs: ['y'], outputs: [''], attributes: {} },
    ],
    initializers: [
      { name: 'k', type: 'int64', dims: [2], content: Uint8Array.of(1, 2, 3) },
      {
        name: 'w',
        type: 'float16',
        dims: [3, 4],
        content: { file: 'w.bin', offset: 64, length: 24 },
      },
    ],
    inputs: [{ name: 'x', type: 'float32', dims: ['batch', 8] }],
    outputs: [{ name: 'y', type: 'bool', dims: [] }],
  };
  const model = encodeOnnxModel(graph);
  const written = message(model, 7);

  it('names the versions of the format and of both operator sets', () => {
    expect(all(model, 1)).toEqual([10n]);
    const sets = [0, 1].map((i) => message(model, 8, i));
    expect(sets.map((set) => [...texts(set, 1), ...all(set, 2)])).toEqual([
      ['', 21n],
      ['com.microsoft', 1n],
    ]);
    expect(texts(written, 2)).toEqual(['g']);
  });

  it('writes nodes with a name after their first output, and attributes of each kind', () => {
    const [split, sink] = [message(written, 1), message(written, 1, 1)];
    expect(texts(split, 1)).toEqual(['x', '', 'k']);
    expect(texts(split, 2)).toEqual(['', 'y']);
    expect([texts(split, 3), texts(split, 4), texts(split, 7)]).toEqual([
      ['y/Split'],
      ['Split'],
      [''],
    ]);
    expect([texts(sink, 3), texts(sink, 7)]).toEqual([['/Sink'], ['com.microsoft']]);
    const [axis, scale, parts] = [0, 1, 2].map((i) => message(split, 5, i));
    expect([texts(axis!, 1), all(axis!, 3), all(axis!, 20)]).toEqual([['axis'], [-1n], [2n]]);
    expect([texts(scale!, 1), all(scale!, 2), all(scale!, 20)]).toEqual([['scale'], [0.5], [1n]]);
    expect([texts(parts!, 1), all(parts!, 8), all(parts!, 20)]).toEqual([
      ['parts'],
      [1n, 2n],
      [7n],
    ]);
  });

  it('writes constants within the model and beside it', () => {
    const [inside, beside] = [message(written, 5), message(written, 5, 1)];
    expect([all(inside, 1), all(inside, 2), texts(inside, 8)]).toEqual([[2n], [7n], ['k']]);
    expect([all(inside, 9), all(inside, 13), all(inside, 14)]).toEqual([
      [Uint8Array.of(1, 2, 3)],
      [],
      [],
    ]);
    expect([all(beside, 1), all(beside, 2), all(beside, 9)]).toEqual([[3n, 4n], [10n], []]);
    const place = [0, 1, 2].map((i) => message(beside, 13, i));
    expect(place.map((entry) => [...texts(entry, 1), ...texts(entry, 2)])).toEqual([
      ['location', 'w.bin'],
      ['offset', '64'],
      ['length', '24'],
    ]);
    expect(all(beside, 14)).toEqual([1n]);
  });

  it('writes inputs and outputs with named and numbered dimensions', () => {
    const typeOf = (value: Uint8Array): Uint8Array => message(message(value, 2), 1);
    const [input, output] = [message(written, 11), message(written, 12)];
    expect([texts(input, 1), texts(output, 1)]).toEqual([['x'], ['y']]);
    expect([all(typeOf(input), 1), all(typeOf(output), 1)]).toEqual([[1n], [9n]]);
    const shape = message(typeOf(input), 2);
    expect(texts(message(shape, 1), 2)).toEqual(['batch']);
    expect(all(message(shape, 1, 1), 1)).toEqual([8n]);
    expect(message(typeOf(output), 2)).toHaveLength(0);
  });
});

/** One metadata value: the GGUF type number and how its bytes look. */
export type FieldSpec =
  | { readonly key: string; readonly uint32: number }
  | { readonly key: string; readonly float32: number }
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly texts: readonly string[] }
  | { readonly key: string; readonly int32s: readonly number[] }
  | { readonly key: string; readonly type: number; readonly raw: Uint8Array };

export interface TensorSpec {
  readonly name: string;
  /** Row-major, as in PyTorch. */
  readonly shape: readonly number[];
  /** ggml type number; 0 = F32. */
  readonly type?: number;
  readonly bytes: Uint8Array;
  /** Written instead of the right offset. */
  readonly offset?: bigint;
}

export interface GgufSpec {
  readonly version?: number;
  readonly alignment?: number;
  readonly tensorCount?: bigint;
  readonly fieldCount?: bigint;
  readonly fields: readonly FieldSpec[];
  readonly tensors: readonly TensorSpec[];
}

/** Little-endian bytes, collected. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }
  uint32(value: number): this {
    return this.raw(new Uint8Array(Uint32Array.of(value).buffer));
  }
  uint64(value: bigint | number): this {
    return this.raw(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.uint64(bytes.length).raw(bytes);
  }
  pad(alignment: number): this {
    return this.raw(new Uint8Array((alignment - (this.length % alignment)) % alignment));
  }
  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

function writeField(writer: ByteWriter, field: FieldSpec): void {
  writer.text(field.key);
  if ('uint32' in field) writer.uint32(4).uint32(field.uint32);
  else if ('float32' in field)
    writer.uint32(6).raw(new Uint8Array(Float32Array.of(field.float32).buffer));
  else if ('text' in field) writer.uint32(8).text(field.text);
  else if ('texts' in field) {
    writer.uint32(9).uint32(8).uint64(field.texts.length);
    for (const text of field.texts) writer.text(text);
  } else if ('int32s' in field) {
    writer.uint32(9).uint32(5).uint64(field.int32s.length);
    writer.raw(new Uint8Array(Int32Array.from(field.int32s).buffer));
  } else writer.uint32(field.type).raw(field.raw);
}

/** The bytes of a GGUF file; wrong on purpose where the spec says so. */
export function buildGguf(spec: GgufSpec): Uint8Array {
  const alignment = spec.alignment ?? 32;
  const writer = new ByteWriter();
  writer.uint32(0x46554747).uint32(spec.version ?? 3);
  writer.uint64(spec.tensorCount ?? spec.tensors.length);
  writer.uint64(spec.fieldCount ?? spec.fields.length);
  for (const field of spec.fields) writeField(writer, field);
  let dataOffset = 0;
  for (const tensor of spec.tensors) {
    writer.text(tensor.name).uint32(tensor.shape.length);
    for (const size of [...tensor.shape].reverse()) writer.uint64(size);
    writer.uint32(tensor.type ?? 0).uint64(tensor.offset ?? dataOffset);
    dataOffset += Math.ceil(tensor.bytes.length / alignment) * alignment;
  }
  writer.pad(alignment);
  for (const tensor of spec.tensors) writer.raw(tensor.bytes).pad(alignment);
  return writer.bytes();
}

/** n float32 values as bytes: 1, 2, 3, … divided by 8. */
export function floatBytes(count: number): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, (_, i) => (i + 1) / 8).buffer);
}

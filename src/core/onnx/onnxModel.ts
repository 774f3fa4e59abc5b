import { ProtoWriter } from './protobuf';

/** Bytes of one tensor in a data file beside the model. */
export interface DataLocation {
  /** File name relative to the model's folder. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** `TensorProto.DataType`. Source: onnx/onnx.proto. */
const elementTypes = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
} as const;
export type ElementType = keyof typeof elementTypes;

export type AttributeValue =
  { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] };

export interface OnnxNode {
  readonly opType: string;
  /** '' for ONNX's own operators, `com.microsoft` for ONNX Runtime's. */
  readonly domain: '' | 'com.microsoft';
  /** Empty names are inputs left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A constant: bytes inside the model, or a place in a data file beside it. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly content: Uint8Array | DataLocation;
}

/** A graph input or output; a string dimension is symbolic. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** IR 10 and opset 21: the newest that onnxruntime 1.24 to 1.30 read alike (engine facts, 1). */
const irVersion = 10;
const opsetVersion = 21;

/** The serialised `ModelProto` of `graph`. Source: onnx/onnx.proto field numbers. */
export function encodeOnnxModel(graph: OnnxGraph): Uint8Array {
  const model = new ProtoWriter()
    .int(1, irVersion)
    .text(2, 'tokenskip-modelkit')
    .message(7, (writer) => writeGraph(writer, graph))
    .message(8, (writer) => writer.text(1, '').int(2, opsetVersion))
    .message(8, (writer) => writer.text(1, 'com.microsoft').int(2, 1));
  return model.bytes().slice();
}

function writeGraph(writer: ProtoWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) writer.message(1, (inner) => writeNode(inner, node));
  writer.text(2, graph.name);
  for (const item of graph.initializers) writer.message(5, (inner) => writeTensor(inner, item));
  for (const value of graph.inputs) writer.message(11, (inner) => writeValue(inner, value));
  for (const value of graph.outputs) writer.message(12, (inner) => writeValue(inner, value));
}

function writeNode(writer: ProtoWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.text(1, input);
  for (const output of node.outputs) writer.text(2, output);
  writer.text(3, `${node.outputs.find((name) => name !== '') ?? ''}/${node.opType}`);
  writer.text(4, node.opType);
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.message(5, (inner) => writeAttribute(inner, name, value));
  }
  writer.text(7, node.domain);
}

function writeAttribute(writer: ProtoWriter, name: string, value: AttributeValue): void {
  writer.text(1, name);
  if ('float' in value) writer.float(2, value.float).int(20, 1);
  else if ('int' in value) writer.int(3, value.int).int(20, 2);
  else {
    for (const item of value.ints) writer.int(8, item);
    writer.int(20, 7);
  }
}

function writeTensor(writer: ProtoWriter, tensor: OnnxInitializer): void {
  for (const dim of tensor.dims) writer.int(1, dim);
  writer.int(2, elementTypes[tensor.type]).text(8, tensor.name);
  const { content } = tensor;
  if (content instanceof Uint8Array) {
    writer.raw(9, content);
    return;
  }
  const entries = { location: content.file, offset: content.offset, length: content.length };
  for (const [key, value] of Object.entries(entries)) {
    writer.message(13, (inner) => inner.text(1, key).text(2, String(value)));
  }
  writer.int(14, 1);
}

function writeValue(writer: ProtoWriter, value: OnnxValue): void {
  writer.text(1, value.name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.int(1, elementTypes[value.type]).message(2, (shape) => {
        for (const dim of value.dims) {
          shape.message(1, (item) =>
            typeof dim === 'number' ? item.int(1, dim) : item.text(2, dim),
          );
        }
      });
    }),
  );
}

/** Storage types that can be dequantised here. */
export const tensorTypes = [
  'F32',
  'F16',
  'BF16',
  'Q8_0',
  'Q4_0',
  'Q4_1',
  'Q5_0',
  'Q5_1',
  'Q4_K',
  'Q5_K',
  'Q6_K',
] as const;

export type TensorType = (typeof tensorTypes)[number];

export interface BlockLayout {
  /** Weights in one block. */
  readonly weights: number;
  /** Bytes of one block. */
  readonly bytes: number;
}

/** Block layout of every supported type. Source: ggml-org/llama.cpp gguf-py constants.py#GGML_QUANT_SIZES */
export const blockLayouts: Readonly<Record<TensorType, BlockLayout>> = {
  F32: { weights: 1, bytes: 4 },
  F16: { weights: 1, bytes: 2 },
  BF16: { weights: 1, bytes: 2 },
  Q8_0: { weights: 32, bytes: 34 },
  Q4_0: { weights: 32, bytes: 18 },
  Q4_1: { weights: 32, bytes: 20 },
  Q5_0: { weights: 32, bytes: 22 },
  Q5_1: { weights: 32, bytes: 24 },
  Q4_K: { weights: 256, bytes: 144 },
  Q5_K: { weights: 256, bytes: 176 },
  Q6_K: { weights: 256, bytes: 210 },
};

/** ggml's type numbers. Source: ggml-org/llama.cpp gguf-py constants.py#GGMLQuantizationType */
const ggmlTypes: ReadonlyMap<number, TensorType> = new Map([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [8, 'Q8_0'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [30, 'BF16'],
]);

/** Names of types that exist and are refused, so that the message can name them. */
const otherTypes: ReadonlyMap<number, string> = new Map([
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
]);

/** The supported type with this ggml number, or undefined. */
export function tensorTypeOf(ggmlType: number): TensorType | undefined {
  return ggmlTypes.get(ggmlType);
}

/** ggml's number of a supported type. */
export function ggmlTypeOf(type: TensorType): number {
  for (const [number, name] of ggmlTypes) if (name === type) return number;
  throw new Error(`no ggml type ${type}`);
}

/** A name for any ggml type number, for messages. */
export function ggmlTypeName(ggmlType: number): string {
  return ggmlTypes.get(ggmlType) ?? otherTypes.get(ggmlType) ?? `ggml type ${ggmlType}`;
}

/**
 * A metadata value. 64-bit integers are numbers up to 2^53 - 1 and bigint beyond; FLOAT32 is the
 * exact float32 value (1e-6 reads as 9.999999974752427e-7).
 */
export type GgufValue = number | bigint | boolean | string | readonly GgufValue[];

/** Where a tensor lies in a file. */
export interface TensorInfo {
  readonly name: string;
  readonly type: TensorType;
  /** Row-major (PyTorch) order: `[rows, cols]`; GGUF stores the reverse. */
  readonly shape: readonly number[];
  /** First byte in the file. */
  readonly offset: number;
  /** Bytes in the file. */
  readonly bytes: number;
}

/** Bytes `start` … `end - 1` of a file. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

export interface GgufFile {
  readonly label: string;
  readonly version: number;
  readonly alignment: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** Where each metadata entry stands, key and type included. */
  readonly metadataSpans: ReadonlyMap<string, ByteSpan>;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
}

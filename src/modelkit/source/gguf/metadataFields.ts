import { invalidFile, printable } from '../sourceErrors';
import type { GgufFile, GgufValue } from './ggufTypes';

function wrongType(file: GgufFile, key: string, wanted: string): Error {
  return invalidFile(file.label, `metadata "${printable(key)}" is not ${wanted}`);
}

function required<T>(file: GgufFile, key: string, value: T | undefined): T {
  if (value === undefined) throw invalidFile(file.label, `metadata "${printable(key)}" is missing`);
  return value;
}

/** The number at `key`, or undefined where there is none. @throws AppError `model-file-invalid` */
export function optionalNumber(file: GgufFile, key: string): number | undefined {
  const value = file.metadata.get(key);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(file, key, 'a number');
  return value;
}

/** The number at `key`. @throws AppError `model-file-invalid` */
export function requiredNumber(file: GgufFile, key: string): number {
  return required(file, key, optionalNumber(file, key));
}

/** The text at `key`, or undefined where there is none. @throws AppError `model-file-invalid` */
export function optionalText(file: GgufFile, key: string): string | undefined {
  const value = file.metadata.get(key);
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(file, key, 'a text');
}

/** The array of texts at `key`, or undefined where there is none. @throws AppError `model-file-invalid` */
export function optionalTexts(file: GgufFile, key: string): readonly string[] | undefined {
  return optionalArray(file, key, 'texts', (item) => typeof item === 'string');
}

/** The array of numbers at `key`, or undefined where there is none. @throws AppError `model-file-invalid` */
export function optionalNumbers(file: GgufFile, key: string): readonly number[] | undefined {
  return optionalArray(file, key, 'numbers', (item) => typeof item === 'number');
}

function optionalArray<T extends GgufValue>(
  file: GgufFile,
  key: string,
  wanted: string,
  isItem: (item: GgufValue) => item is T,
): readonly T[] | undefined {
  const value = file.metadata.get(key);
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value.every(isItem)) return value;
  throw wrongType(file, key, `an array of ${wanted}`);
}

/**
 * The shortest decimal that is the same float32: GGUF stores 1e-6 as float32, which reads back as
 * 9.999999974752427e-7.
 */
export function shortestFloat32(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

import type { JsonObject } from './jsonFile';
import { invalidFile } from './sourceErrors';

/*
 * Typed fields of a JSON object from a file. `null` counts as absent, as Python writes None.
 * All throw AppError `model-file-invalid` naming the field.
 */

function wrong(label: string, key: string, wanted: string): Error {
  return invalidFile(label, `"${key}" is not ${wanted}`);
}

/** The finite number at `key`, or undefined. */
export function jsonNumber(json: JsonObject, key: string, label: string): number | undefined {
  const value = json[key] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(label, key, 'a number');
  return value;
}

/** The finite number at `key`. */
export function requiredJsonNumber(json: JsonObject, key: string, label: string): number {
  const value = jsonNumber(json, key, label);
  if (value === undefined) throw invalidFile(label, `"${key}" is missing`);
  return value;
}

/** The true/false at `key`, false where absent. */
export function jsonFlag(json: JsonObject, key: string, label: string): boolean {
  const value = json[key] ?? false;
  if (typeof value !== 'boolean') throw wrong(label, key, 'true or false');
  return value;
}

/** The text at `key`, or undefined. */
export function jsonText(json: JsonObject, key: string, label: string): string | undefined {
  const value = json[key] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(label, key, 'a text');
}

/** A number or an array of numbers at `key` as an array, empty where absent. */
export function jsonNumbers(json: JsonObject, key: string, label: string): readonly number[] {
  const value = json[key] ?? [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.every((item) => typeof item === 'number')) return items;
  throw wrong(label, key, 'a number or an array of numbers');
}

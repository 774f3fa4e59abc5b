import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HashedModel, Shapes } from './hashedWeights';

/** Logits after one position, of some ids. */
interface IdPoint {
  readonly position: number;
  readonly maxAbs: number;
  readonly ids: readonly number[];
  readonly logits: readonly number[];
}

/** A model as `models/recipe/reference/published_shapes.py` describes it, and what it computes. */
interface PublishedModel extends HashedModel {
  readonly id: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly vocab_size: number };
  readonly tokens: number;
  /** For runs by hand: more than 2 GB of weights. */
  readonly large: boolean;
  readonly points: readonly IdPoint[];
  readonly rotary?: {
    readonly inverse: readonly number[];
    readonly positions: readonly number[];
    readonly cos: readonly (readonly number[])[];
    readonly sin: readonly (readonly number[])[];
  };
}

interface PublishedAdapter {
  readonly id: string;
  readonly base: 'llama' | 'qwen2';
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: Shapes;
  readonly refused: boolean;
  readonly ids?: readonly number[];
  readonly points?: readonly IdPoint[];
}

export function readPublishedModels(): readonly PublishedModel[] {
  return (read('publishedShapes') as { readonly models: readonly PublishedModel[] }).models;
}

export function readPublishedAdapters(): readonly PublishedAdapter[] {
  return (read('publishedAdapters') as { readonly adapters: readonly PublishedAdapter[] }).adapters;
}

function read(name: string): unknown {
  const file = path.join(import.meta.dirname, '..', 'goldens', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Largest difference from the golden, relative to its largest logit; NaN where one is NaN. */
export function errorAt(point: IdPoint, logits: Float32Array): number {
  const differences = point.ids.map((id, index) =>
    Math.abs((logits[id] ?? NaN) - (point.logits[index] ?? NaN)),
  );
  return Math.max(...differences) / point.maxAbs;
}

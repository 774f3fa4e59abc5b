import type { Rng } from '../../../../src/core/sampling/rng';
import { limits } from '../../../../src/protocol/limits';

/** What structured clone carries and no message expects, made once: some are large. */
const strangers: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  ...[0, -0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, Number.NaN, Infinity, -Infinity],
  10n,
  ...['', 'a', 'constructor', '__proto__', 'toString', '\ud800', '\u0000'],
  ...[limits.nameLength, limits.errorTextLength, limits.textLength].map((n) => 'x'.repeat(n + 1)),
  [],
  [null],
  Array.from({ length: 5 }),
  Object.assign([], { length: 2 ** 31 }),
  {},
  { kind: 'text' },
  { length: 3 },
  Object.create(null),
  JSON.parse('{"__proto__":{"kind":"text","text":"a"}}'),
  new Map([['kind', 'text']]),
  new Set([1]),
  new Date(0),
  /a/,
  new Error('a'),
  Object('cpu'),
  Object(5),
  Int32Array.of(1, 2),
  Float32Array.of(Number.NaN),
  Float64Array.of(1),
  new Uint8Array(4),
  new ArrayBuffer(8),
  new Int32Array(limits.maxNewTokens + 1),
  deep(10_000),
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Most members of a container that is looked into: some strangers have 2^31. */
const maxMembers = 1_000;

/** Makes changed copies of values; what it is given stays as it is. */
export class Mutator {
  readonly #rng: Rng;
  /** Parts of valid messages: the right thing in the wrong place. */
  readonly #donors: readonly unknown[];

  constructor(rng: Rng, valid: readonly unknown[]) {
    this.#rng = rng;
    this.#donors = valid.flatMap(partsOf);
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    return this.#rng.nextUint32() % bound;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined && items.length === 0) throw new Error('nothing to pick from');
    return item as T;
  }

  /** `value` with one to three changes anywhere in it. */
  change(value: unknown): unknown {
    let changed = value;
    for (let left = 1 + this.below(3); left > 0; left--) changed = this.#changeOnce(changed);
    return changed;
  }

  #changeOnce(value: unknown): unknown {
    const keys = keysOf(value);
    // Down to a member most of the time, so that the change is a small one.
    if (keys.length > 0 && this.below(5) > 0) {
      const key = this.pick(keys);
      return withMember(value, key, this.#changeOnce(Reflect.get(value as object, key)));
    }
    if (keys.length > 0 && this.below(2) > 0) return this.#changeMembers(value, this.pick(keys));
    if (this.below(3) === 0) return this.pick(this.#donors);
    return this.below(3) === 0 ? this.#tweak(value) : this.pick(strangers);
  }

  #changeMembers(value: unknown, key: string): unknown {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const at = Number(key);
      if (this.below(2) === 0) return [...items.slice(0, at), ...items.slice(at + 1)];
      return [...items, items[at]];
    }
    if (this.below(2) === 0) {
      return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== key));
    }
    return withMember(value, this.pick(['extra', 'kind', '__proto__']), this.pick(this.#donors));
  }

  /** Something close to `value`. */
  #tweak(value: unknown): unknown {
    if (typeof value === 'number') return this.pick([-value, value + 0.5, value * 1e9, value + 1]);
    if (typeof value === 'string') return this.pick([`${value} `, value.toUpperCase(), [value]]);
    if (typeof value === 'boolean') return this.pick([!value, Number(value), String(value)]);
    if (value instanceof Int32Array) return this.pick([Array.from(value), new Float32Array(value)]);
    if (value instanceof Float32Array) return Float32Array.of(...value, this.pick([0, Infinity]));
    return [value];
  }
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value) && value.length > maxMembers) return [];
  return Object.keys(value);
}

function withMember(value: unknown, key: string, member: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (String(i) === key ? member : item));
  const copy = { ...(value as object) };
  // Not an assignment: it would call the setter of `__proto__`.
  Object.defineProperty(copy, key, {
    value: member,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** A value and all that it consists of. */
function partsOf(value: unknown): readonly unknown[] {
  const parts = keysOf(value).flatMap((key) => partsOf(Reflect.get(value as object, key)));
  return [value, ...parts];
}

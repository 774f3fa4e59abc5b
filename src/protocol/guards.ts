/**
 * Says whether outside data is a `T`: undefined when it is, else one clause that names the place
 * (`path`) and what belongs there. Never throws, never changes the value, unknown members are
 * ignored. The clause holds no value: it may be logged.
 */
export interface Check<T> {
  (value: unknown, path: string): string | undefined;
  /** Never set; ties the check to its type. */
  readonly type?: T;
}

/** A check for a member that may be absent. */
export interface OptionalCheck<T> extends Check<T> {
  readonly optional: true;
}

/** One check for each member of `T`; members that may be absent need an {@link OptionalCheck}. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? OptionalCheck<Required<T>[K]>
    : Check<T[K]>;
};

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** The value as a `T`, or why it is none. `path` names the value in the clause. */
export function accept<T>(check: Check<T>, value: unknown, path: string): Checked<T> {
  let problem: string | undefined;
  const passes = (candidate: unknown): candidate is T => {
    problem = check(candidate, path);
    return problem === undefined;
  };
  if (passes(value)) return { ok: true, value };
  return { ok: false, problem: problem ?? `${path} is not valid` };
}

/** Text of at most `maxLength` UTF-16 units (and at least `minLength`). */
export function text(maxLength: number, minLength = 0): Check<string> {
  return (value, path) =>
    typeof value === 'string' && value.length >= minLength && value.length <= maxLength
      ? undefined
      : `${path} must be text of ${minLength} to ${maxLength} characters`;
}

export const boolean: Check<boolean> = (value, path) =>
  typeof value === 'boolean' ? undefined : `${path} must be true or false`;

/** A finite number, both ends included. */
export function numberIn(min: number, max: number): Check<number> {
  return (value, path) =>
    typeof value === 'number' && value >= min && value <= max
      ? undefined
      : `${path} must be a number from ${min} to ${max}`;
}

/** A whole number, both ends included. */
export function integerIn(min: number, max: number): Check<number> {
  return (value, path) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `${path} must be a whole number from ${min} to ${max}`;
}

/** A whole number from 0 to 2^53 - 1. */
export const count: Check<number> = integerIn(0, Number.MAX_SAFE_INTEGER);

/** A finite number of milliseconds, 0 or more. */
export const milliseconds: Check<number> = numberIn(0, Number.MAX_SAFE_INTEGER);

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value, path) =>
    known.has(value) ? undefined : `${path} must be one of ${values.join(', ')}`;
}

/** A plain array of `minLength` to `maxLength` items; the length is checked before any item. */
export function arrayOf<T>(item: Check<T>, maxLength: number, minLength = 0): Check<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length < minLength || value.length > maxLength) {
      return `${path} must be a list of ${minLength} to ${maxLength} items`;
    }
    for (let index = 0; index < value.length; index++) {
      const problem = item(value[index], `${path}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

export function int32Array(maxLength: number): Check<Int32Array> {
  return (value, path) =>
    value instanceof Int32Array && value.length <= maxLength
      ? undefined
      : `${path} must be an Int32Array of at most ${maxLength} items`;
}

/** Every item finite. */
export function float32Array(maxLength: number): Check<Float32Array> {
  return (value, path) =>
    value instanceof Float32Array && value.length <= maxLength && value.every(Number.isFinite)
      ? undefined
      : `${path} must be a Float32Array of at most ${maxLength} finite items`;
}

export function optional<T>(check: Check<T>): OptionalCheck<T> {
  const whenPresent = (value: unknown, path: string): string | undefined => check(value, path);
  return Object.assign(whenPresent, { optional: true } as const);
}

/** Null, or what passes `check`. */
export function nullOr<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? undefined : check(value, path));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A plain object with these own members. A member that is present and undefined counts as absent
 * only where it may be absent: structured clone keeps such members.
 */
export function object<T>(fields: Fields<T>): Check<T> {
  const entries: readonly (readonly [string, Check<unknown>])[] =
    Object.entries<Check<unknown>>(fields);
  return (value, path) => {
    if (!isObject(value)) return `${path} must be an object`;
    for (const [name, check] of entries) {
      const member: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
      if (member === undefined && 'optional' in check) continue;
      const problem = check(member, `${path}.${name}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** An object used as a table: at most `maxEntries` own members that all pass `item`. */
export function tableOf<T>(item: Check<T>, maxEntries: number): Check<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (!isObject(value)) return `${path} must be an object`;
    const entries = Object.entries(value);
    if (entries.length > maxEntries) return `${path} must have at most ${maxEntries} members`;
    for (const [name, member] of entries) {
      // The name comes from outside and may be of any length: it is not repeated.
      const problem = item(member, `${path}[${name.slice(0, 40)}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** One of several objects told apart by their member `kind`. */
export function byKind<T extends { readonly kind: string }>(variants: {
  readonly [K in T['kind']]: Check<Extract<T, { readonly kind: K }>>;
}): Check<T> {
  const table: ReadonlyMap<unknown, Check<unknown>> = new Map(
    Object.entries<Check<unknown>>(variants),
  );
  return (value, path) => {
    const kind: unknown =
      isObject(value) && Object.hasOwn(value, 'kind') ? Reflect.get(value, 'kind') : undefined;
    const check = table.get(kind);
    if (check === undefined) return `${path}.kind must be one of ${[...table.keys()].join(', ')}`;
    return check(value, path);
  };
}

import type { Check } from '../guards';

/** A map `method -> {params, result}`. */
export type MethodMap<M> = {
  readonly [K in keyof M]: { readonly params: unknown; readonly result: unknown };
};

/** What both ends of a connection agree on, with the checks for all that travels. */
export interface Link<M extends MethodMap<M>, E> {
  readonly version: number;
  readonly methods: {
    readonly [K in keyof M]: {
      readonly params: Check<M[K]['params']>;
      readonly result: Check<M[K]['result']>;
    };
  };
  readonly events: { readonly [K in keyof E]: Check<E[K]> };
}

/** True when `name` is a member of `table`; names from the wire never reach a prototype. */
export function isNameIn<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

/** The member of `table` under a name that is known to be one. */
export function memberOf<T, K extends keyof T>(table: T, name: K): T[K] {
  return table[name];
}

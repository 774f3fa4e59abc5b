/** A place of a value where a text stands. */
export interface TextPlace {
  /** Members and indexes that lead there. */
  readonly path: readonly string[];
  /** The same as a name: `history[].question`, `run(answer).view.chain`. */
  readonly field: string;
}

/** All places of a value where texts stand, in order. */
export function textPlaces(value: unknown, path: readonly string[] = [], field = ''): TextPlace[] {
  if (typeof value === 'string') return [{ path, field }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textPlaces(item, [...path, String(index)], `${field}[]`));
  }
  const kind = 'kind' in value && typeof value.kind === 'string' ? `(${value.kind})` : '';
  return Object.entries(value).flatMap(([name, member]) => {
    const own = `${field}${kind}`;
    return textPlaces(member, [...path, name], own === '' ? name : `${own}.${name}`);
  });
}

/** The value with another text in one place. */
export function withText(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  Reflect.set(copy as object, key, withText(Reflect.get(value as object, key), rest, text));
  return copy;
}

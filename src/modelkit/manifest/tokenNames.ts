import { isJsonObject, type JsonObject } from '../source/jsonFile';

/** The control tokens of a `tokenizer.json`. */
export interface TokenNames {
  /** True if `name` is a control token: one that text never becomes by itself. */
  isControl(name: string): boolean;
  /** Name of the control token with this id. */
  controlName(id: number): string | undefined;
}

/** Reads the added tokens of a parsed `tokenizer.json`; what is malformed in them is passed over. */
export function tokenNames(tokenizer: JsonObject): TokenNames {
  const byId = new Map<number, string>();
  const added = tokenizer.added_tokens;
  const entries: readonly unknown[] = Array.isArray(added) ? added : [];
  for (const entry of entries) {
    if (!isJsonObject(entry)) continue;
    const { id, content } = entry;
    if (typeof id === 'number' && typeof content === 'string') byId.set(id, content);
  }
  const names = new Set(byId.values());
  return { isControl: (name) => names.has(name), controlName: (id) => byId.get(id) };
}

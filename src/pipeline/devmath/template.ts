import type { Pick } from './pick';

/** Values that a template may name. Only text and numbers can be filled in. */
export type Values = Readonly<Record<string, unknown>>;

/** Numbers from here on may be written with thousands separators. */
const leastSeparated = 10_000;

/** `text` with each `[a|b|c]` replaced by one of its options; innermost first. */
export function vary(pick: Pick, text: string): string {
  const options = /\[([^[\]]*\|[^[\]]*)\]/;
  let varied = text;
  for (let match = options.exec(varied); match; match = options.exec(varied)) {
    varied = varied.replace(match[0], () => pick.of((options.exec(varied)?.[1] ?? '').split('|')));
  }
  return varied;
}

/**
 * `template` with its options chosen and each `{name}` filled from `values`. In one question large
 * numbers all have thousands separators, or none has. Throws RangeError for a name without a value.
 */
export function fillTemplate(pick: Pick, template: string, values: Values): string {
  const isSeparated = pick.chance(0.5);
  return vary(pick, template).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === 'string') return value;
    if (typeof value !== 'number') throw new RangeError(`no value for {${name}}`);
    return isSeparated && value >= leastSeparated ? value.toLocaleString('en-US') : String(value);
  });
}

/** `text` with a capital, unless it starts with a variable's or a literal's name. */
export function capitalised(text: string): string {
  return /^(?:[a-z][a-z']+|a)(?![\w(=[])/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

/**
 * `text` with `1 hour` where `1 hours` came from a template. «How many 1 bits» and «the number of 1 bits»
 * are about bits that are 1.
 */
export function inSingular(text: string): string {
  return text.replace(
    /(?<![\w.,:/-]|\bmany |\bnumber of )1 ((?:\\text\{ ?)?(?:second|minute|hour|day|week|month|year|dollar|time|step|bit|byte))s\b/g,
    '1 $1',
  );
}

/** What a letter also matches without regard to case, beyond its two ASCII forms. */
const extraFolds: Readonly<Record<string, string>> = { k: '\\u212A', s: '\\u017F' };

/** Escapes whose meaning is the same in both dialects, or is given its Oniguruma meaning here. */
const escapes: ReadonlyMap<string, string> = new Map([
  // JavaScript's \s has U+FEFF and lacks U+0085; Oniguruma's is the Unicode property.
  ['s', '\\p{White_Space}'],
  ['S', '\\P{White_Space}'],
  ['d', '\\p{Nd}'],
  ...Array.from('rntfv', (letter): [string, string] => [letter, `\\${letter}`]),
  ...Array.from('^$\\.*+?()[]{}|/', (sign): [string, string] => [sign, `\\${sign}`]),
]);

const groupStart = /^\((?:\?(?:[:=!]|<[=!]|i:))?/;
const property = /^\\[pP]\{[A-Za-z_]+\}/;

/**
 * The JavaScript regular expression (flags `gu`) of a tokenizer's Oniguruma split pattern.
 *
 * Covers what tokenizers use: groups, lookaround, classes, properties, greedy and lazy
 * quantifiers, and `(?i:…)` around ASCII letters. Possessive quantifiers, anchors, `.`, nested
 * classes and back-references are refused: they would compile and mean something else.
 *
 * @throws Error naming the construct that is not covered
 */
export function toSplitRegExp(pattern: string): RegExp {
  const folds: boolean[] = [];
  let inClass = false;
  let afterQuantifier = false;
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const char = pattern.charAt(at);
    const wasQuantifier = afterQuantifier;
    afterQuantifier = false;
    if (char === '\\') {
      const text = property.exec(pattern.slice(at))?.[0];
      const escape = text ?? escapes.get(pattern.charAt(at + 1));
      if (escape === undefined) throw unsupported(pattern, at);
      source += escape;
      at += text?.length ?? 2;
    } else if (inClass) {
      if (char === '[' || pattern.startsWith('&&', at)) throw unsupported(pattern, at);
      if (char === ']') inClass = false;
      else if (folds.at(-1) === true) throw unsupported(pattern, at);
      source += char;
      at++;
    } else if (char === '(') {
      const start = groupStart.exec(pattern.slice(at))?.[0] ?? '(';
      if (start === '(' && pattern.charAt(at + 1) === '?') throw unsupported(pattern, at);
      folds.push(start === '(?i:' || folds.at(-1) === true);
      source += start === '(?i:' ? '(?:' : start;
      at += start.length;
    } else {
      if ('^$.'.includes(char) || (char === '+' && wasQuantifier)) throw unsupported(pattern, at);
      if (char === ')') folds.pop();
      inClass = char === '[';
      afterQuantifier = '+*?}'.includes(char);
      source += folds.at(-1) === true ? foldCase(char) : char;
      at++;
      if (inClass && pattern.charAt(at) === '^') {
        source += '^';
        at++;
      }
    }
  }
  return new RegExp(source, 'gu');
}

function foldCase(char: string): string {
  if (!/[a-z]/i.test(char)) return char;
  const lower = char.toLowerCase();
  return `[${lower}${lower.toUpperCase()}${extraFolds[lower] ?? ''}]`;
}

function unsupported(pattern: string, at: number): Error {
  const what = pattern.slice(at, at + 6);
  return new Error(`The split pattern has "${what}" at ${at}, which is not covered.`);
}

/** All of `text` in pieces: each match, and what lies between matches. Nothing is dropped. */
export function splitText(text: string, pattern: RegExp): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    if (match[0] !== '') pieces.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

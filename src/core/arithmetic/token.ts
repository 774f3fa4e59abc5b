import type { Rational } from '../rational';

/** A number as it stands in a text. */
export interface NumberLiteral {
  readonly value: Rational;
  /** Digits after the decimal point. */
  readonly places: number;
  readonly radix: 2 | 10 | 16;
  /** Digits without the prefix, for hexadecimal and binary numbers: their width. */
  readonly digitCount: number;
  readonly isUpperCase: boolean;
  /** What separates thousands: empty, `,` or its LaTeX forms `{,}`, `\,` and `,\!`. */
  readonly separator: string;
  /** As written before the number: `$`, `\$`, `€`; empty without one. */
  readonly currency: string;
}

export type OperatorSign =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '^'
  | '**'
  | 'mod'
  | '&'
  | '|'
  | 'xor'
  | '<<'
  | '>>'
  | '~'
  | '!'
  | '%';

interface Place {
  /** UTF-16 units, end exclusive. */
  readonly startOffset: number;
  readonly endOffset: number;
  readonly isSpacedBefore: boolean;
}

/** A piece of a text that the arithmetic grammar tells apart. */
export type Token = Place &
  (
    | { readonly kind: 'number'; readonly literal: NumberLiteral }
    /** `text` is in lower case. `isUncertain`: a single letter that may be a unit or a variable. */
    | { readonly kind: 'word'; readonly text: string; readonly isUncertain: boolean }
    /** What has no value here: a letter, a time of day, an unknown command. */
    | { readonly kind: 'variable' }
    /** `isWord`: «times», «divided by». */
    | { readonly kind: 'operator'; readonly sign: OperatorSign; readonly isWord: boolean }
    | { readonly kind: 'superscript'; readonly exponent: bigint }
    | { readonly kind: 'open' | 'close'; readonly sign: string }
    | { readonly kind: 'command'; readonly name: 'frac' | 'sqrt' }
    | { readonly kind: 'relation'; readonly sign: '=' | '≈' }
    /** Ends an expression. A soft break may turn out to be none: `5 lbs. + 3`, a line before `=`. */
    | { readonly kind: 'break'; readonly isSoft: boolean; readonly cause: string }
  );

type WithoutPlace<T> = T extends unknown ? Omit<T, keyof Place> : never;

/** A token before it has its place. */
export type TokenContent = WithoutPlace<Token>;

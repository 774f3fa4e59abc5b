import type { Rational } from '../rational';

/** What a formula says, with LaTeX gone. */
export type Expression =
  | {
      readonly kind: 'number';
      readonly value: Rational;
      /** Written with a decimal point or a power of ten: it may be rounded. */
      readonly isDecimal: boolean;
    }
  /** A letter, with its index if it has one; `\pi`, `e` and `i` are variables with a known value. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'factorial'; readonly of: Expression }
  | {
      readonly kind: 'add' | 'multiply' | 'divide' | 'power';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'root'; readonly of: Expression; readonly degree: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly of: Expression };

/** The expressions directly inside `expression`. */
function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'variable':
      return [];
    case 'negate':
    case 'factorial':
    case 'call':
      return [expression.of];
    case 'root':
      return [expression.of, expression.degree];
    case 'add':
    case 'multiply':
    case 'divide':
    case 'power':
      return [expression.left, expression.right];
  }
}

/** True if `test` holds for `expression` or for one inside it. */
export function someExpression(
  expression: Expression,
  test: (inner: Expression) => boolean,
): boolean {
  return test(expression) || childrenOf(expression).some((child) => someExpression(child, test));
}

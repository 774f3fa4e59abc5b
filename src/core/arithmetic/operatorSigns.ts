import type { OperatorSign } from './token';

/** Signs that are an operator wherever they stand. */
export const plainSigns: Readonly<Record<string, OperatorSign>> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '•': '*',
  '✕': '*',
  '÷': '/',
  '⁄': '/',
  '∕': '/',
  '−': '-',
  '⊕': 'xor',
  '⊻': 'xor',
  '∧': '&',
  '∨': '|',
  '¬': '~',
};
/** LaTeX commands that are an operator. */
export const operatorCommands: Readonly<Record<string, OperatorSign>> = {
  times: '*',
  cdot: '*',
  ast: '*',
  div: '/',
  bmod: 'mod',
  mod: 'mod',
  oplus: 'xor',
  xor: 'xor',
  lxor: 'xor',
  land: '&',
  wedge: '&',
  lor: '|',
  vee: '|',
  lnot: '~',
  neg: '~',
  ll: '<<',
  gg: '>>',
};
/** Words that are operators in capitals, and those that are so in any case. */
export const operatorWords: Readonly<Record<string, OperatorSign>> = {
  AND: '&',
  OR: '|',
  NOT: '~',
  XOR: 'xor',
  xor: 'xor',
  Xor: 'xor',
  MOD: 'mod',
  mod: 'mod',
  plus: '+',
  minus: '-',
};
/** Signs that are a number each, as decimals. */
export const fractionSigns: Readonly<Record<string, string>> = {
  '½': '0.5',
  '¼': '0.25',
  '¾': '0.75',
};

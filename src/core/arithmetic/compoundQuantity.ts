import { measureOf, unitOf } from './measure';
import type { Measure } from './measure';
import type { Token } from './token';

/**
 * Whether the number at `at` is the smaller part of a quantity in two measures: the 30 of «1 hour 30
 * minutes», «1 hour and 30 minutes» and «1 hour, 30 minutes».
 */
export function isSmallerPart(tokens: readonly Token[], at: number): boolean {
  const smaller = measureAt(tokens, at);
  const larger = measureAt(tokens, isJoint(tokens[at - 1]) ? at - 3 : at - 2);
  return smaller?.family === larger?.family && smaller?.name !== larger?.name;
}

/** The measure in which the number at `at` is. */
function measureAt(tokens: readonly Token[], at: number): Measure | undefined {
  const [number, unit] = [tokens[at], tokens[at + 1]];
  if (number?.kind !== 'number' || unit?.kind !== 'word') return undefined;
  return measureOf(unitOf(unit.text));
}

function isJoint(token: Token | undefined): boolean {
  if (token?.kind === 'break') return !token.isSoft;
  return token?.kind === 'word' && token.text === 'and';
}

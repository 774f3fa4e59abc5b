import type { Side } from './side';
import { measureOf } from './words';
import type { Measure } from './words';

/** Times of day: 10 AM + 5 hours = 3 PM. */
const clockUnits: ReadonlySet<string> = new Set(['am', 'pm', "o'clock", 'o’clock']);

/** True if the sides, or the terms of a sum, are in different measures of one kind. */
export function hasOtherMeasure(left: Side, right: Side): boolean {
  const isClock = ({ traits }: Side): boolean => traits.units.some((unit) => clockUnits.has(unit));
  if (isClock(left) || isClock(right)) return true;
  const [a, b] = [measuresOf(left), measuresOf(right)];
  // $0.25 × 2 = 50 cents
  const isCent = ({ name }: Measure): boolean => name === 'cent';
  if ((left.money !== 0 && b.some(isCent)) || (right.money !== 0 && a.some(isCent))) return true;
  if ([left, right].some((side) => side.traits.sumCount > 0 && hasMixedMeasures(side))) return true;
  // Of miles in minutes and miles in hours the miles say nothing.
  return a.some(({ family }) => {
    const names = new Set(a.filter((of) => of.family === family).map(({ name }) => name));
    const others = b.filter((of) => of.family === family);
    return others.length > 0 && !others.some(({ name }) => names.has(name));
  });
}

/** True for two different measures of one family: 60 seconds/minute. */
export function hasMixedMeasures(side: Side): boolean {
  return areMixed(measuresOf(side));
}

function areMixed(measures: readonly Measure[]): boolean {
  const names = new Map<number, string>();
  return measures.some(({ name, family }) => {
    const other = names.get(family);
    names.set(family, name);
    return other !== undefined && other !== name;
  });
}

function measuresOf({ traits }: Side): readonly Measure[] {
  return traits.units.flatMap((unit) => measureOf(unit) ?? []);
}

import { measureOf, multiplyMeasures } from './measure';
import type { Family, Measure, MeasurePowers } from './measure';
import type { Side } from './side';
import { monthWords } from './words';

/** Times of day: 10 AM + 5 hours = 3 PM. */
const clockUnits: ReadonlySet<string> = new Set(['am', 'pm', "o'clock", 'o’clock']);
/** What all signs of currency stand for, as a measure. */
const moneyMeasure = 'dollar';

/** True if the sides, or the operands of one of them, are in different measures of one kind. */
export function hasOtherMeasure(left: Side, right: Side): boolean {
  if (isOfCalendar(left) || isOfCalendar(right)) return true;
  if (hasMixedTerms(left) || hasMixedTerms(right)) return true;
  if (hasMixedFactors(left, right) || hasMixedFactors(right, left)) return true;
  const [a, b] = [measuresOf(left), measuresOf(right)];
  // Of miles in minutes and miles in hours the miles say nothing.
  const isApart = a.some(({ family }) => {
    const names = new Set(a.filter((of) => of.family === family).map(({ name }) => name));
    const others = b.filter((of) => of.family === family);
    return others.length > 0 && !others.some(({ name }) => names.has(name));
  });
  return isApart || hasOtherFactor(left, right);
}

/** True for two different measures of one family: 60 seconds/minute. */
export function hasMixedMeasures(side: Side): boolean {
  const names = new Map<string, string>();
  return measuresOf(side).some(({ name, family }) => {
    const other = names.get(family);
    names.set(family, name);
    return other !== undefined && other !== name;
  });
}

/** 10 AM + 5 hours, March 28 + 10 days */
function isOfCalendar({ traits }: Side): boolean {
  return traits.units.some((unit) => clockUnits.has(unit) || monthWords.has(unit));
}

/** 2 hours + 15 minutes */
function hasMixedTerms(side: Side): boolean {
  return side.traits.sumCount > 0 && hasMixedMeasures(side);
}

/**
 * 2 hours / 15 minutes, 20 pages per hour × 90 minutes: what is left of the measures of a product is of
 * two in one family. Not so if `other` is in one of the two: 8 hours/day × 5 days/week = 40 hours.
 */
function hasMixedFactors(side: Side, other: Side): boolean {
  // 8 hours/day × 5 = 40: the unit of a single number.
  if (side.traits.measuredCount < 2) return false;
  const factors = factorsOf(side);
  return factors.some(({ family }) => {
    const kin = factors.filter((factor) => factor.family === family);
    return kin.length > 1 && !(isPlain(kin, family, side) && isStatedIn(kin, other.measures));
  });
}

/** Whether measures of `family` multiply as they stand: 2 weeks × 7 days, 8 hours/day × 5 days/week. */
function isPlain(kin: readonly Factor[], family: Family, { money }: Side): boolean {
  if (family === 'time') return true;
  // Lengths may be of an area, 2 feet × 6 inches, and a sign of money one of mathematics.
  if (family === 'length' || (family === 'money' && money !== 0)) return false;
  return kin.every(({ power }) => power > 0);
}

/** Whether `stated` is in one of the two measures that is multiplied: 14 days. */
function isStatedIn(kin: readonly Factor[], stated: MeasurePowers): boolean {
  if (kin.length > 2 || kin.some(({ power }) => Math.abs(power) !== 1)) return false;
  return kin.some(({ name, power }) => power > 0 && (stated.get(name) ?? 0) > 0);
}

/** 90 minutes/day × 7 = 10.5 hours/day: minutes and hours, although the days are the same. */
function hasOtherFactor(left: Side, right: Side): boolean {
  const others = factorsOf(right);
  const factors = factorsOf(left);
  return factors.some(({ family, power }) => {
    const isAlike = (factor: Factor): boolean =>
      factor.family === family && factor.power > 0 === power > 0;
    const names = others.filter(isAlike).map(({ name }) => name);
    const isShared = factors.some((factor) => isAlike(factor) && names.includes(factor.name));
    return names.length > 0 && !isShared;
  });
}

interface Factor extends Measure {
  readonly power: number;
}

/** What is left of the measures in the value of `side` when equal ones are cancelled. */
function factorsOf({ measures, money }: Side): readonly Factor[] {
  return [...multiplyMeasures(measures, new Map([[moneyMeasure, money]]))].flatMap(
    ([name, power]) => {
      const measure = power === 0 ? undefined : measureOf(name);
      return measure ? [{ ...measure, power }] : [];
    },
  );
}

/** The measures that `side` is written with. */
function measuresOf({ traits }: Side): readonly Measure[] {
  const isMoney = traits.literals.some(({ currency }) => currency !== '');
  const units = isMoney ? [...traits.units, moneyMeasure] : traits.units;
  return units.flatMap((unit) => measureOf(unit) ?? []);
}

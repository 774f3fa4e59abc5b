/**
 * Measures by family, each with its other names, without a final s: a value in one may rightly stand
 * for another in a second of its family.
 */
const families = {
  time: 'nanosecond/ns microsecond/µs millisecond/ms second/sec/s minute/min hour/hr/h day week month year decade century/centurie',
  length:
    'inch/inche/in foot/feet/ft yard/yd mile/mi millimeter/mm centimeter/cm meter/metre/m kilometer/km',
  money: 'cent penny/pennie nickel dime quarter dollar/usd',
  // An ounce is both a weight and a volume.
  amount:
    'ounce/oz pound/lb ton milligram/mg gram/g kilogram/kg cup pint quart gallon milliliter/ml liter/litre/l teaspoon tablespoon',
  data: 'bit byte kilobyte/kb megabyte/mb gigabyte/gb terabyte/tb petabyte/pb kib mib gib tib',
};
export type Family = keyof typeof families;

/** Units that say «per» within one word, without their final s. */
const rateMeasures: Readonly<Record<string, string>> = {
  mph: 'hour',
  kmh: 'hour',
  kph: 'hour',
  rpm: 'minute',
  bpm: 'minute',
  wpm: 'minute',
  fp: 'second',
  kbp: 'second',
  mbp: 'second',
  gbp: 'second',
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
  annually: 'year',
};
/** What stands behind one of these divides: 60 minutes an hour. */
const perWords: ReadonlySet<string> = new Set(['/', 'per', 'a', 'an', 'each', 'every']);

/** A unit that can be converted into others of its family. */
export interface Measure {
  readonly name: string;
  readonly family: Family;
}

/** How often each measure is a factor of a value: of 60 minutes/hour, minute 1 and hour -1. */
export type MeasurePowers = ReadonlyMap<string, number>;

export const noMeasures: MeasurePowers = new Map();

const measures: ReadonlyMap<string, Measure> = new Map(
  (Object.keys(families) as Family[]).flatMap((family) =>
    families[family].split(' ').flatMap((names) => {
      const synonyms = names.split('/');
      return synonyms.map((synonym) => [synonym, { name: synonyms[0]!, family }] as const);
    }),
  ),
);

/** `word` as units are compared: without its final s, except where that is all that tells ms from m. */
export function unitOf(word: string): string {
  return word.length > 2 ? word.replace(/s$/, '') : word;
}

/** The measure that `unit`, as {@link unitOf} gives it, names; undefined for other words. */
export function measureOf(unit: string): Measure | undefined {
  return measures.get(unit);
}

/** The measures in `units`, all that follows one number. */
export function measurePowers(units: readonly string[]): MeasurePowers {
  let powers = noMeasures;
  let sign = 1;
  for (const unit of units) {
    if (perWords.has(unit)) sign = -1;
    const measure = measureOf(unit);
    if (measure) powers = multiplyMeasures(powers, new Map([[measure.name, sign]]));
    const rate = Object.hasOwn(rateMeasures, unit) ? rateMeasures[unit] : undefined;
    if (rate !== undefined) powers = multiplyMeasures(powers, new Map([[rate, -1]]));
  }
  return powers;
}

/** The measures of a product; of a quotient with `sign` -1. */
export function multiplyMeasures(
  left: MeasurePowers,
  right: MeasurePowers,
  sign: 1 | -1 = 1,
): MeasurePowers {
  if (right.size === 0) return left;
  const product = new Map(left);
  for (const [name, power] of right) product.set(name, (product.get(name) ?? 0) + sign * power);
  return product;
}

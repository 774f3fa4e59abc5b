import type { Rational } from '../rational';
import { addRational, decimalToRational, multiplyRational, rational } from '../rational';

/** A quantity in several units, such as 2 hours and 30 minutes. */
export interface Compound {
  readonly kind: 'compound';
  /** What it measures: hours and miles are not added. */
  readonly family: string;
  /** In the smallest unit of the family. */
  readonly total: Rational;
  /** The sizes of the units it is written in, by that one. */
  readonly unitSizes: readonly bigint[];
}

type Family = readonly (readonly [name: RegExp, size: bigint])[];

const families: Readonly<Record<string, Family>> = {
  time: [
    [/^(?:ms|milliseconds?)$/i, 1n],
    [/^(?:s|secs?|seconds?)$/i, 1000n],
    [/^(?:m|mins?|minutes?)$/i, 60_000n],
    [/^(?:h|hrs?|hours?)$/i, 3_600_000n],
    [/^(?:d|days?)$/i, 86_400_000n],
    [/^weeks?$/i, 604_800_000n],
  ],
  // Months have no length in days.
  calendar: [
    [/^months?$/i, 1n],
    [/^(?:yrs?|years?)$/i, 12n],
  ],
  metricLength: [
    [/^(?:mm|millimet(?:er|re)s?)$/i, 1n],
    [/^(?:cm|centimet(?:er|re)s?)$/i, 10n],
    [/^(?:m|met(?:er|re)s?)$/i, 1000n],
    [/^(?:km|kilomet(?:er|re)s?)$/i, 1_000_000n],
  ],
  imperialLength: [
    [/^(?:in|inch|inches)$/i, 1n],
    [/^(?:ft|foot|feet)$/i, 12n],
    [/^(?:yd|yards?)$/i, 36n],
    [/^(?:mi|miles?)$/i, 63_360n],
  ],
  metricWeight: [
    [/^(?:g|grams?)$/i, 1n],
    [/^(?:kg|kilograms?)$/i, 1000n],
  ],
  imperialWeight: [
    [/^(?:oz|ounces?)$/i, 1n],
    [/^(?:lbs?|pounds?)$/i, 16n],
  ],
  money: [
    [/^cents?$/i, 1n],
    [/^(?:dollars?|euros?)$/i, 100n],
  ],
};

/** Most parts: weeks down to milliseconds. */
const maxParts = 6;

interface Part {
  readonly amount: Rational;
  readonly unit: string;
}

/** `text` as one quantity if it names several units of one family, each once. */
export function readCompound(text: string): Compound | undefined {
  const parts = readParts(text);
  if (!parts) return undefined;
  for (const [name, family] of Object.entries(families)) {
    const compound = sumOf(parts, name, family);
    if (compound) return compound;
  }
  return undefined;
}

/** Two parts at least: `2 hours and 30 minutes`, `2 h, 30 min`, `2h30m`. */
function readParts(text: string): readonly Part[] | undefined {
  const pattern = /(\d{1,100}(?:\.\d{1,100})?) ?([A-Za-z]{1,20})(?:(?:,? and |, ?| )?(?=\d)|$)/y;
  const parts: Part[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    const amount = match && decimalToRational(match[1]!);
    if (!amount || parts.length === maxParts) return undefined;
    parts.push({ amount, unit: match[2]! });
  }
  return parts.length > 1 ? parts : undefined;
}

function sumOf(parts: readonly Part[], name: string, family: Family): Compound | undefined {
  let total: Rational | undefined = rational(0n);
  const unitSizes: bigint[] = [];
  for (const { amount, unit } of parts) {
    const size = family.find(([pattern]) => pattern.test(unit))?.[1];
    // 2 hours and 3 hours are two answers.
    if (size === undefined || unitSizes.includes(size)) return undefined;
    unitSizes.push(size);
    const share = multiplyRational(amount, { numerator: size, denominator: 1n });
    total = total && share && addRational(total, share);
  }
  return total && { kind: 'compound', family: name, total, unitSizes };
}

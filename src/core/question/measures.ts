/** Lengths, weights, times and the like, as words and as signs. */
const units = [
  'hours?|minutes?|seconds?|days?|weeks?|months?|years?',
  'm(?:illi|icro)seconds?|nanoseconds?|ms|[µμu]s|ns',
  'miles?|mi|kilomet(?:er|re)s?|met(?:er|re)s?|(?:centi|milli)met(?:er|re)s?|[kcm]?m|yards?|feet|foot|ft|inch(?:es)?',
  // «How many in total» counts.
  'in(?= (?:is|are|was|were|do|does|did|will)\\b)',
  'acres?|hectares?|square|cubic|sq',
  'pounds?|lbs?|ounces?|oz|tons?|(?:kilo|milli)?grams?|[km]?g',
  '(?:milli)?lit(?:er|re)s?|ml|gallons?|quarts?|pints?|cups?|teaspoons?|tablespoons?',
  '[kmgt]i?b|[kmgt](?:ebi|ibi|iga|ega|era|ilo)bytes?|bytes?|[kmgt](?:ega|iga|era|ilo)?bits?',
  'watts?|kwh?|volts?|amps?|joules?|calories|degrees?',
];

/** What else can be had in parts. */
const portions = [
  'times|percent|percentage|units?|points?|dollars?|euros?|cents?|millions?|billions?',
  'servings?|scoops?|slices?|sticks?|loaf|loaves|laps?|pages?|bags?|boxes|bottles?|cans?|batches',
];

/**
 * The start of what follows «how many» where halves are possible: «how many hours» may be answered
 * with 2.5. For text in lower case.
 */
export const measures = new RegExp(
  `^(?:more |fewer |less |additional |extra |total |full )*(?:${[...units, ...portions].join('|')})\\b`,
);

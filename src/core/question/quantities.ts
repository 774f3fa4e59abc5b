import { numberWords } from './words';

/** Their numbers are part of a name: «Python 3.12», «port 8080», «in 1998 and 2002». */
const namesWithNumber =
  /(?<![\p{L}\d])(?:(?:python|node(?:\.?js)?|java|php|ruby|angular|react|vue|windows|ubuntu|debian|macos|ios|android|version|release|port|error|status|code|http|line|page|chapter|issue|v) ?v?\d[\d.]*|(?:in|since|until|between|from|year) (?:1[5-9]|20)\d\d(?: (?:and|or|to) (?:in )?(?:1[5-9]|20)\d\d)?)(?!\d)/gu;

const quantity = new RegExp(
  // Ordinals count nothing, and the digits of «utf-8» and «1.2.3» belong to their word.
  `(?<![\\p{L}\\d.]|\\p{L}-)(?:(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?!\\d|st|nd|rd|th)|(?:${numberWords.join('|')})(?!\\p{L}))`,
  'gu',
);

/** Whether at least two numbers stand in `text`, in lower case, that may be calculated with. */
export function hasTwoQuantities(text: string): boolean {
  const found = text.replace(namesWithNumber, '').match(quantity);
  return found !== null && found.length >= 2;
}

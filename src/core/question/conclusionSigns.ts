/**
 * Questions that follow from the sentences before them, told by what recurs or by how often an order
 * is named; one such sentence alone may be about anything. Each is enough alone. Texts are lower case
 * when these are tried. All spans are bounded, so that a pasted file costs no second.
 */

const start = String.raw`(?<!\p{L})`;
const end = String.raw`(?!\p{L})`;
const yesOrNo = '(?:is|are|was|were|did|does|do|has|have|must|will|can|could)';
/** A noun or a verb without its ending. */
const ending = '(?:e?s|e?d)?';

const before = String.raw`(?:(?:runs?|ran|comes?|came|goes|went|starts?|started|finish(?:es|ed)?|ends?|ended|arrives?|arrived|leaves?|left|is|are|was|were)(?: \p{L}+)? (?:before|after|ahead of|behind|in front of)|beats?|outran|precedes?|preceded|defeat(?:s|ed))`;
const place = String.raw`(?: \p{L}+){0,3} (?:first|last|second|third|next|won|wins|order)`;
const askedOrder = String.raw`(?:(?:which|what)${place}|(?:does|did|is|was|must|can) (?:\p{L}+ ){1,3}(?:beat|before|after|ahead|behind))`;

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const now = '(?:today|yesterday|tomorrow|ago|from now)';

export const conclusionSigns: readonly RegExp[] = [
  // «If it rains the street is wet. The street is not wet. Did it rain?»
  new RegExp(
    String.raw`${start}if [^.?!]{2,120}?[ ,](?!(?:it|that|this|so|them|me|up|out|in|to)${end})(\p{L}{2,}?)${ending}[.;] (?=.{0,240}?${start}\1)[^.?!]{2,120}[.;] (?:so |then )?${yesOrNo}${end}[^.?!]{1,120}\?`,
    'u',
  ),
  // «All cats bark. Tom is a cat.» and «Every programmer drinks coffee. … Is Bob a programmer?»
  new RegExp(
    String.raw`${start}(?:all|every|each|no|some) (\p{L}{2,}?)(?:e?s)? [^.?!]{2,80}[.;,] (?:and |but )?\p{L}+ (?:is|are) (?:not )?(?:an? )?\1${end}`,
    'u',
  ),
  new RegExp(
    String.raw`${start}(?:all|every|each|no|some) (\p{L}{2,}?)(?:e?s)? .{2,240} (?:is|are) \p{L}+ (?:an? )?\1(?:e?s)?\?`,
    'u',
  ),
  // «Some students smoke. All smokers cough. Do some students cough?»
  new RegExp(
    String.raw`${start}(?:all|every|some|no) (\p{L}{2,}) [^.?!]{2,80}[.;] [^.?!]{2,120}[.;] (?:so )?(?:do|does|are|is|must|can|could) (?:all|every|some|any|no) \1${end}`,
    'u',
  ),
  // «Mail runs before backup. Backup runs before deploy. Which runs first?» Of people one order is enough.
  new RegExp(
    `${start}${before}${end}.{1,160}?${start}${before}${end}.{1,160}?${start}${askedOrder}${end}`,
    'u',
  ),
  new RegExp(`${start}${before}${end}.{1,160}?${start}who${place}${end}`, 'u'),
  // «If yesterday was Monday, what is the day after tomorrow?» But «today is Friday, should I deploy?»
  new RegExp(
    `^(?=.*${start}${now} (?:it )?(?:is|was|will be) (?:an? )?${weekday}${end}).*${start}(?:(?:what|which) day|day (?:after|before)|days? (?:ago|later))${end}`,
    'u',
  ),
];

import { words } from './words';

/** Of people: «what lies in the folder» says no untruth. */
const lies =
  '(?:lies?|lied|(?:is|are|was|were) lying|tells? the truth|told the truth|(?:is|are|was|were) telling the truth)(?! (?:in|on|at|behind|within|under|between|around|about))';

/**
 * What puzzles and questions about conclusions look like: each is enough alone. Most hold no digit.
 * Texts are lower case when these are tried.
 */
export const logicSigns: readonly RegExp[] = [
  words(
    'knights?',
    'knaves?',
    'liars?',
    'truth-?tellers?',
    '(?:always|never) (?:lies?|lying|tells? the truth)',
    `who ${lies}`,
    `(?:says?|said|claims?|claimed) (?:that )?(?:\\p{L}+ ){1,4}${lies}`,
    'if and only if',
    'implies',
    'syllogism',
    'contradict\\w*',
    'must be (?:true|false)',
    'true or false',
    'logically',
    'truth tables?',
    'tautolog\\w*',
    'contrapositives?',
    '(?:converse|negation) of',
    'negate:? ["“«]?(?:every|all|some|no|there|if)',
    "de morgan(?:'s)?",
    'it follows that',
    'it (?:necessarily |logically )?follow that',
    'what (?:necessarily |logically )?follows(?= from| ?\\?|$)',
    'premises?(?=:)',
    '(?:following|these|two|three) premises',
    // A program takes arguments too: «is this argument valid for curl?».
    '(?:argument|inference|reasoning|deduction|conclusion) (?:logically )?(?:valid|sound)(?! (?:for|in|to|as|with))',
    'valid (?:inference|deduction|conclusion)',
  ),
  // Formulas of single letters: !(a && b), (p and q) or not p, a or not a, if a then b, a -> b -> c.
  /(?<![\p{L}\d])[a-z]\)? ?(?:&&|\|\|) ?!?\(?[a-z](?![\p{L}\d])/u,
  /(?:(?<![\p{L}\d'])[a-z]|\)) (?:and|or) not [b-hj-z](?![\p{L}\d'+#-])/u,
  /(?<![\p{L}\d'])([a-z]) (?:and|or) not \1(?![\p{L}\d'])/u,
  /(?<!\p{L})if (?:not )?[a-z],? then (?:not )?[a-z](?![\p{L}\d'])/u,
  /(?<![\p{L}\d])[a-z] ?-> ?[a-z](?![\p{L}\d]).{0,80}?-> ?[a-z](?![\p{L}\d])/u,
  words(
    'all \\p{L}+ are',
    '(?:some|no) \\p{L}+ are',
    'none of the',
    'exactly one',
    'at (?:least|most) (?:one|two|three)',
    'either .{1,80} or',
  ),
  words(
    '(?:comes?|stands?|sits?) (?:somewhere |directly |right |immediately )?(?:before|after|next to|between|left of|right of)',
    'to the (?:left|right) of',
    '(?:was|were|is) (?:started|finished|done|born|built) (?:before|after)',
    'in which order',
    '(?:puzzle|riddle|sudoku|brain ?teaser)s?',
    'what comes next',
    'next (?:number|term|letter)',
    'sequence',
  ),
  words(
    'which day of the week',
    'what day (?:of the week )?(?:is|was|will)',
    'leap years?',
    'weekdays?',
  ),
];

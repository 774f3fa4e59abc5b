/** But a point is moved and a number written anew by the same word. */
export const translateText =
  'translat(?:e|ion)(?!\\p{L})(?!.{0,200} (?:units?|decimal|binary|hex(?:adecimal)?|octal|roman|vector)(?!\\p{L}))';

/**
 * What asks for a text or a program to be written, whatever numbers stand in it. Texts are lower case
 * when these are tried.
 */
export const writingTasks: readonly RegExp[] = [
  // But no text is the letter of the right choice, and no program the function of a line.
  /^(?!.{0,40}(?<!\p{L})(?:give|tell)(?: me)? (?:only |just )?the (?:\p{L}+ )?letter (?:of|for) )(?:(?:now|please|can you|could you|would you|i want you to|i need you to|help me(?: to)?)[, ]+)*(?:write|compose|draft|invent|make up|create|generate|tell|give|sing|rewrite|improve)\b(?: (?:me|us|him|her|them|my boss|my friend))?(?: (?:an?|the|some|my|this|one|two|three|four|five|\d+|short|long|funny|little|new|good|nice|sad|happy|love|birthday|bedtime|thank-you|cover|blog|python|javascript|typescript|java|c\+\+|rust|go|sql|bash|shell|unit|regular|simple|small|quick|line|lines?|of))* (?:poems?|haikus?|limericks?|sonnets?|rhymes?|stor(?:y|ies)|fairy tales?|novels?|essays?|songs?|lyrics|jokes?|e-?mails?|letters?|speech|posts?|articles?|tweets?|captions?|slogans?|recipes?|paragraphs?|summary|reviews?|functions?(?! (?:[a-z]\([a-z]\) )?(?:for|of|whose|with) (?:the|a) (?:line|parabola|graph|curve|straight))|programs?|scripts?|classes|class|queries|query|tests?|expressions? that match\w*|regex(?:es|p)?|app|website)\b/u,
  new RegExp(`^(?:please |can you |could you )?${translateText}`, 'u'),
  // Samples of numbers are summarised too.
  /^(?:please |can you |could you )?summari[sz]e(?!\p{L})(?! (?:the |this |these |my )?(?:data|numbers?|values?|scores?|sample|set)(?!\p{L}))/u,
  /^(?:please |can you |could you )?(?:proofread|paraphrase)(?!\p{L})/u,
];

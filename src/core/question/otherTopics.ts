import { numberWords, words } from './words';
import { translateText } from './writingTasks';

const number = `(?:\\d|(?:${numberWords.join('|')})(?!\\p{L}))`;
/** What is done to software and at home. «How do I get 24 from 3, 3, 8, 8?» is no such question. */
const chores = `(?:install|update|upgrade|fix|use|run|set up|configure|debug|cook|bake|learn|become|start|enable|disable|connect|refactor|say|spell|pronounce|(?:get|make)(?! ${number}))`;
const languages =
  '(?:english|french|german|spanish|italian|portuguese|dutch|russian|japanese|chinese)';

/** Knowledge, advice, talk: numbers in it (versions, ports, a few books) make it no calculation. */
export const settledTopics: readonly RegExp[] = [
  words(
    'who (?:wrote|invented|painted|discovered|directed|composed|founded|sang|built|created|designed)',
    'president of',
    'prime minister',
    'history of',
    'meaning of',
    'the weather',
    'lyrics',
    'songs? about',
    '(?:good|nice|easy|simple|quick|tasty) recipes?',
    `(?:translat(?:e|ion)|count|say|write|words?) .{1,120} (?:in|into|to) ${languages}`,
  ),
  words(`how (?:do|can|should|would) (?:i|we|you) ${chores}`, `how to ${chores}`),
  /^(?:(?:please|can you|could you|would you|help me|i (?:want|need) (?:you )?to) )*(?:install|update|upgrade|configure|refactor|recommend|recipe)(?!\p{L})/u,
  /^(?:please |can you |could you )?(?:write|compose) .{1,80} (?:poem|joke)s?(?!\p{L})/u,
  words(
    'what (?:do you think|is your|are your)',
    'is it recommended',
    '(?:do|would|can|could) you recommend',
    'what should i (?:use|do|check|choose|pick|learn|read|watch|name|call|cook|wear)',
    'tell me about',
    'what happened',
    'your (?:name|opinion|favou?rite)',
    'best (?:way|practice|movies?|films?|books?|restaurants?)',
    'stack ?trace',
  ),
];

/** Likewise, but said in calculations as well: they count where no two quantities stand beside them. */
export const otherTopics: readonly RegExp[] = [
  words(
    'who (?:won|wins)',
    'capital of',
    'population of',
    'in the world',
    'poems?',
    'recipe for',
    'jokes?',
    translateText,
    'in (?:french|german|spanish|italian|japanese|chinese)',
    'what should i',
    'how (?:(?:do|can|should|would) (?:i|we|you)|to) (?:get|make)',
    'recommend\\w*',
    'compil(?:e|er|ation) errors?',
    'refactor\\w*',
  ),
];

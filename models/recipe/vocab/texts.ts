import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Texts that must be tokenised the same with the trimmed vocabulary as with the full one. */
export interface TextGroup {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Rows a word must occur in before its other forms are kept too. */
const leastRows = 5;

type Row = Readonly<Record<string, unknown>>;

const instruction = 'Please reason step by step, and put your final answer within \\boxed{}.\n';
const answerLine = '\n\nThe final answer is: $\\boxed{';
export const ratios = ['0.9', '0.8', '0.7', '0.6', '0.5'] as const;

/** What prompts and answers are made of, around the question and the chain. */
const fixedTexts = [
  'system\nYou are a helpful assistant.',
  'user\n',
  'assistant\n',
  '\n',
  instruction,
  ...ratios.map((ratio) => `<|eot_id|>${ratio}<|eot_id|>`),
  '<|eot_id|>1.0<|eot_id|>',
  ...[
    '5',
    '.5',
    '\\frac{1}{2}',
    '(1,2)',
    '[1,2]',
    '5\\%',
    '5%',
    'x^2',
    '\\text{(A)}',
    '\\{1\\}',
  ].map((answer) => `${answerLine}${answer}}$`),
];

/** Signs of mathematics, money, typography and the letters of common names. */
const signs =
  '×÷·−±∓≤≥≠≈≡∼∝∞√∛∑∏∫∮∂∇∈∉⊂⊆⊃∪∩∅∀∃¬∧∨⊕⊗∘→←↔⇒⇐⇔↦⟨⟩⌊⌋⌈⌉′″°%‰µ' +
  'αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩℕℤℚℝℂ' +
  '½⅓⅔¼¾⅕⅖⅛⅜⅝⅞¹²³⁴⁵⁶⁷⁸⁹⁰⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉' +
  '€£¥¢₹©®™§¶†‡•…–—‐“”‘’„«»‹›¡¿' +
  'éèêëáàâäãåçíìîïñóòôöõøúùûüýßæœÉÈÁÀÄÅÇÑÓÖØÚÜ' +
  '✓✔✗✘★☆■□▲△●○◆─│┌┐└┘├┤┬┴┼═║█░▒▓\u00a0\u200b\ufeff';

/** Words of programming and measurement, for questions that developers ask. */
const words =
  'bit bits byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes terabyte KB MB GB TB ' +
  'KiB MiB GiB kbps Mbps Gbps bandwidth latency throughput packet packets server servers request requests ' +
  'thread threads core cores cache memory storage disk bitmask mask shift xor nand nor hex hexadecimal ' +
  'binary octal decimal signed unsigned overflow modulo modulus remainder quotient divisor dividend ' +
  'multiple factorial permutation permutations combination combinations probability logarithm exponent ' +
  'recursion recursive loop loops iteration iterations index indices array arrays matrix vector queue stack ' +
  'heap tree node nodes edge edges graph hash bucket buckets commit commits deploy deployment container ' +
  'containers replica replicas shard shards query queries row rows column columns pixel pixels frame frames ' +
  'fps milliseconds microseconds nanoseconds seconds minutes hours timeout retry retries backoff interval ' +
  'percent percentage ratio median mean average variance deviation complexity operations operation ' +
  'kilometers kilometres centimeters millimeters kilograms grams litres liters fahrenheit celsius volts ' +
  'watts amperes ohms hertz MHz GHz parity checksum offset padding aligned alignment integer integers ' +
  'float floats string strings boolean true false null undefined function functions variable variables ' +
  'therefore because hence thus suppose assume simplify substitute numerator denominator equation ' +
  'inequality polynomial quadratic coefficient derivative integral perpendicular parallel hypotenuse';

function rowsOf(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Row => JSON.parse(line));
}

/** The value behind GSM8K's `####`, or MATH's answer field. */
function finalAnswer(row: Row): string | undefined {
  const { answer } = row;
  return typeof answer === 'string'
    ? answer.slice(answer.lastIndexOf('\n') + 1).replace('#### ', '')
    : undefined;
}

function fieldsOf(row: Row): Record<'question' | 'answer' | 'chain', string[]> {
  const pick = (...keys: string[]): string[] =>
    keys.map((key) => row[key]).filter((value): value is string => typeof value === 'string');
  return {
    question: pick('question', 'problem'),
    answer: pick('answer', 'solution'),
    chain: pick('text', 'chain'),
  };
}

/** A question as it stands, and as each prompt frames it. */
function questionForms(question: string): string[] {
  const marked = ratios.map((ratio) => `${question}<|eot_id|>${ratio}<|eot_id|>`);
  const framed = [question, ...marked].map((text) => instruction + text);
  return [question, ...marked, ...framed];
}

/** A chain as it stands, and with the answer line that training puts behind it. */
function chainForms(chain: string): string[] {
  return [chain, chain + answerLine, chain.trimEnd() + answerLine];
}

/** All texts of one JSONL file of questions, answers or chains. */
export function readTexts(path: string): TextGroup {
  const texts = rowsOf(path).flatMap((row) => {
    const { question, answer, chain } = fieldsOf(row);
    const worked = answer.flatMap((text) => [text, text.replace(/<<[^>]*>>/g, '')]);
    return [
      ...question.flatMap(questionForms),
      ...worked,
      ...worked.map((text) => text.replace(/\n?#### .*$/, '')).flatMap(chainForms),
      ...chain.flatMap(chainForms),
      `${answerLine}${finalAnswer(row) ?? ''}}$`,
    ];
  });
  return { name: basename(path), texts };
}

/** Chains only, for the imitation of pruning. */
export function readChains(path: string): string[] {
  return rowsOf(path).flatMap((row) => fieldsOf(row).chain);
}

/**
 * Words of the questions with and without a capital and a space: what a chain writes in a heading,
 * a formula or at the start of a line (« Breast», "Chocolate", "pink" were new in 34 of 261 chains).
 */
export function wordForms(paths: readonly string[]): TextGroup {
  const rows = new Map<string, number>();
  for (const row of paths.flatMap(rowsOf)) {
    const { question, answer } = fieldsOf(row);
    const words =
      [...question, ...answer]
        .join(' ')
        .toLowerCase()
        .match(/[a-z]+/g) ?? [];
    for (const word of new Set(words)) rows.set(word, (rows.get(word) ?? 0) + 1);
  }
  const common = [...rows].filter(([, count]) => count >= leastRows).map(([word]) => word);
  return { name: 'words of the questions in other forms', texts: common.flatMap(formsOf) };
}

function formsOf(word: string): string[] {
  const upper = word.charAt(0).toUpperCase() + word.slice(1);
  return [word, ` ${word}`, upper, ` ${upper}`];
}

/** The files whose texts are frozen, as far as they are there; all must be for a new choice. */
export function frozenFiles(dataFolder: string): string[] {
  return [
    'gsm8k/train.jsonl',
    'gsm8k/dev.jsonl',
    'gsm8k/qwen-coder-0.5b-chains.jsonl',
    'gsm8k/qwen-coder-1.5b-chains.jsonl',
    'math500/dev.jsonl',
  ].map((name) => join(dataFolder, name));
}

/** Stops with the names of files that are missing. */
export function requireFiles(paths: readonly string[]): void {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
}

/** Texts that come with no file: prompt parts, signs and words, each with and without a space. */
export function builtInTexts(): TextGroup {
  const signForms = Array.from(signs).flatMap((sign) => [sign, ` ${sign}`, `3${sign}`]);
  return {
    name: 'prompts, signs and words',
    texts: [...fixedTexts, ...signForms, ...words.split(' ').flatMap(formsOf)],
  };
}

import { formatKeepRatio } from '../ratio';
import type { Saving } from '../savings';
import { dollarMaths } from '../text/dollarMaths';

/** One question with all that the document says of it. */
export interface MarkdownTurn {
  readonly question: string;
  /** LaTeX as written in the box; null where there is none. */
  readonly answer: string | null;
  /** Why there is no answer, a sentence; empty where nothing is to be said. */
  readonly remark: string;
  readonly chain: string;
  readonly keepRatio: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Null for an answer that was not finished. */
  readonly model: string | null;
  readonly saved: Saving | null;
  /** How far the answer can be relied on, phrases in Markdown. */
  readonly trust: readonly string[];
}

/** The words of the document, in the reader's language. */
export interface MarkdownWords {
  /** BCP 47 tag of that language, for numbers. */
  readonly language: string;
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly reasoning: string;
  readonly tokens: string;
  readonly ratio: string;
  readonly model: string;
  readonly saved: string;
}

/**
 * The conversation as a Markdown document: each question, its answer as a formula, the reasoning in
 * a block that opens on a click, how far it can be relied on, and what it cost. Nothing in a text can open or close HTML.
 */
export function conversationMarkdown(turns: readonly MarkdownTurn[], words: MarkdownWords): string {
  const sections = turns.map((turn, index) => section(turn, index + 1, words));
  return `${[`# ${words.title}`, ...sections].join('\n\n')}\n`;
}

function section(turn: MarkdownTurn, number: number, words: MarkdownWords): string {
  const blocks = [
    `## ${words.question} ${number}`,
    plain(turn.question),
    turn.answer === null ? `**${words.noAnswer}**` : `**${words.answer}:** ${formula(turn.answer)}`,
    plain(turn.remark),
    reasoning(turn.chain, words),
    cost(turn, words),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function reasoning(chain: string, words: MarkdownWords): string {
  const text = dollarMaths(plain(chain));
  if (text === '') return '';
  return `<details>\n<summary>${words.reasoning}</summary>\n\n${text}\n\n</details>`;
}

function cost(turn: MarkdownTurn, words: MarkdownWords): string {
  const facts = [
    ...turn.trust,
    `${words.ratio} ${formatKeepRatio(turn.keepRatio)}`,
    `${number(turn.tokens, 0, words)} ${words.tokens}`,
    `${number(turn.seconds, 1, words)} s`,
    ...savedFacts(turn.saved, words),
    ...(turn.model === null ? [] : [`${words.model} ${code(turn.model)}`]),
  ];
  return `*${facts.join(' · ')}*`;
}

/** ≈ for an estimate, none for a measurement. */
function savedFacts(saved: Saving | null, words: MarkdownWords): readonly string[] {
  if (saved === null || saved.kind === 'none') return [];
  const sign = saved.kind === 'estimated' ? '≈ ' : '';
  return [`${words.saved} ${sign}${number(saved.tokens, 0, words)} ${words.tokens}`];
}

function number(value: number, decimals: number, { language }: MarkdownWords): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(language, digits).replace('-', '−');
}

/** A formula on one line; what would end it early becomes code. */
function formula(answer: string): string {
  const text = answer.replace(/\s+/g, ' ').trim();
  return text.includes('$') ? code(text) : `$${text}$`;
}

function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** A `<` that may begin a tag is written as an entity; one between numbers and in formulas stays. */
function plain(text: string): string {
  return text.replace(/<(?=[a-z/!?])/gi, '&lt;').trim();
}

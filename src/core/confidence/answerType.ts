import { answersEqual } from '../answer/answersEqual';
import type { AnswerValue } from '../answer/answerValue';
import { answerValue } from '../answer/answerValue';
import { evaluateNumeric, isConstantName } from '../answer/evaluateNumeric';
import { someExpression } from '../answer/expression';
import { askedBase } from '../question/askedBase';
import { measures } from '../question/measures';

/**
 * What a question asks for: `count` whole and not negative, `amount` not negative, `hex`, `binary` and
 * `decimal` written so; undefined where nothing can be said.
 */
export type AskedFor = 'count' | 'amount' | 'hex' | 'binary' | 'decimal';

/** What `question` asks for, by its last asking sentence. Linear in the length. */
export function askedFor(question: string): AskedFor | undefined {
  const text = normalised(question);
  const at = Math.max(text.lastIndexOf('how many '), text.lastIndexOf('how much '));
  const base = askedBase(text);
  if (at < 0) {
    const long = /\bhow (?:long|far|old|tall|heavy|wide|deep|fast)\b/.test(text);
    return base?.base ?? (long ? 'amount' : undefined);
  }
  // «Write 45 in binary: how many of its digits are 1?» asks for a count, which is decimal anyway.
  const isForm = base && base.at > at && base.base !== 'decimal';
  if (isForm && !isCounted(text.slice(at, base.at))) return base.base;
  const asked = text.slice(at);
  // «What is the average of how many …»: an average of counts need not be whole.
  if (/\b(?:average|mean|on average|per|each|probability|percent)\b/.test(asked)) return 'amount';
  if (asked.startsWith('how much ')) {
    // A profit or a change may be below zero.
    return /^how much (?:more|less|longer|farther|older|heavier|taller)\b/.test(asked)
      ? 'amount'
      : undefined;
  }
  return measures.test(asked.slice('how many '.length)) ? 'amount' : 'count';
}

/**
 * Whether a base belongs to what is counted: «how many numbers in binary have 3 digits». Not in the
 * next sentence, nor where a number is converted: «how many bytes is 31 + 1 in hex».
 */
function isCounted(beforeBase: string): boolean {
  const isConverted = /^how many (?:\S+ )?(?:is|are) (?:0[xb])?\d/.test(beforeBase);
  return beforeBase.startsWith('how many ') && !isConverted && !/[.?!:;] /.test(beforeBase);
}

/** Whether `answer` has the form that `question` asks for; undefined where that cannot be said. */
export function fitsQuestion(question: string, answer: string): boolean | undefined {
  const asked = askedFor(question);
  // A literal is no decimal number, though it has the value of one.
  if (/^-?0(?:x[\da-f]|b[01])/i.test(plain(answer)) && isAskedInDecimal(question)) return false;
  switch (asked) {
    case undefined:
      return undefined;
    case 'hex':
      return /^(?:0x|\\?#)?[0-9a-f\s]+(?:h|_\{?16\}?)?$/i.test(plain(answer));
    case 'binary':
      return /^(?:0b)?[01\s]+(?:b|_\{?2\}?)?$/i.test(plain(answer));
    case 'count':
    case 'amount':
    case 'decimal':
      return fitsNumber(answer, asked);
  }
}

function isAskedInDecimal(question: string): boolean {
  return askedBase(normalised(question))?.base === 'decimal';
}

type NumberAsked = 'count' | 'amount' | 'decimal';

function fitsNumber(answer: string, asked: NumberAsked): boolean | undefined {
  const value = answerValue(answer);
  const inner = value.kind === 'labelled' ? value.value : value;
  if (inner.kind !== 'expression') return fitsWithoutNumber(inner, asked);
  const isFormula = someExpression(
    inner.expression,
    (part) => part.kind === 'variable' && !isConstantName(part.name),
  );
  if (isFormula) return undefined;
  const { re, im } = evaluateNumeric(inner.expression, 0);
  if (!Number.isFinite(re) || im !== 0) return undefined;
  if (asked === 'decimal') return true;
  if (re < 0) return false;
  if (asked === 'amount') return true;
  return !inner.isPercent && answersEqual(answer, String(Math.round(re)));
}

/** A name or a list answers no «how many», but what a name is cannot be told from here. */
function fitsWithoutNumber(value: AnswerValue, asked: NumberAsked): boolean | undefined {
  if (value.kind === 'text' || asked === 'decimal') return undefined;
  // 2:30 may be two hours and a half, and a ratio.
  const isTime = value.kind === 'compound' || (value.kind === 'list' && value.order === ':');
  return isTime && asked === 'amount' ? undefined : false;
}

function normalised(question: string): string {
  return question.toLowerCase().replace(/\s+/g, ' ');
}

/** Without the wrappers in which a literal stands. */
function plain(answer: string): string {
  return answer
    .replace(/\\(?:text|texttt|mathrm|mathtt)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\?_(?=[\da-f]{4})/gi, '')
    .trim();
}

import { readNumber } from './numberLiteral';
import { fractionSigns, operatorCommands, operatorWords, plainSigns } from './operatorSigns';
import type { OperatorSign, Token, TokenContent } from './token';
import { TokenList } from './tokenList';
import { wordContent } from './wordContent';
import {
  approximateCommands,
  blankCommands,
  breakCommands,
  frameCommands,
  textCommands,
} from './words';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const currencies = '$€£¥₹';

const wordPattern = /\p{L}[\p{L}\p{M}\d_]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/uy;
const commandPattern = /\\([A-Za-z]+)\*?/y;
const environmentPattern = /\s{0,4}\{[A-Za-z*]{1,40}\}/y;
/** «times 5», «divided by 5»: operators only before a number. */
const verbPattern = /(times|(?:divided|multiplied) by)(?= {0,2}(?:[\d($€£]|\.\d|\\\$|-\d))/y;
/** `3 x 4`, `3x4`; `3x + 4` and `3x 4` have a letter. */
const crossPattern = /(?<=\s)[xX](?= {1,2}(?:[\d($€£]|\.\d|\\\$|\\frac|-\d))|(?<=[\d)])[xX](?=\d)/y;
const modulusPattern =
  /\(\s{0,2}\\?b?mod\s{0,2}\d{1,20}\s{0,2}\)|\\pmod\s{0,2}(?:\{\d{1,20}\}|\d)/y;
const superscriptPattern = /[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,10}/y;

const isDigit = (char: string | undefined): boolean => char !== undefined && /\d/.test(char);
const isBlank = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

/**
 * What the arithmetic grammar sees in `text`, with offsets into it. Spacing, frames and markdown
 * emphasis are gone. `isLineStart`: whether the text begins at the start of a line. Linear.
 */
export function tokenizeArithmetic(text: string, isLineStart = true): readonly Token[] {
  return new Tokenizer(text, isLineStart).tokens();
}

class Tokenizer {
  readonly #text: string;
  readonly #tokens = new TokenList();
  /** For each open brace: whether it is no token, whether it holds words, and the tokens before it. */
  readonly #braces: {
    readonly isFrame: boolean;
    readonly isText: boolean;
    readonly startCount: number;
  }[] = [];
  #at = 0;
  #isLineStart: boolean;
  #isInTableRow = false;
  #isInAnnotation = false;

  constructor(text: string, isLineStart: boolean) {
    this.#text = text;
    this.#isLineStart = isLineStart;
  }

  tokens(): readonly Token[] {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const char = this.#text[start]!;
      if (char === '\n') this.#newline();
      else if (isBlank(char)) this.#at += 1;
      else {
        this.#step(char);
        this.#isLineStart = false;
      }
      // A step that reads nothing would never end.
      if (this.#at === start) this.#at += 1;
    }
    return this.#tokens.all;
  }

  #newline(): void {
    this.#push(1, { kind: 'break', isSoft: true, cause: '\n' });
    this.#isLineStart = true;
    this.#isInTableRow = false;
  }

  #step(char: string): void {
    const next = this.#text[this.#at + 1];
    if (isDigit(char) || (char === '.' && isDigit(next))) this.#number('', this.#at);
    else if (char === '\\') this.#command();
    else if (currencies.includes(char)) this.#currency(char, 1);
    else if (char in fractionSigns) {
      const { literal } = readNumber(fractionSigns[char]!, 0, '');
      this.#push(1, literal ? { kind: 'number', literal } : { kind: 'variable' });
    } else if (superscripts.includes(char)) this.#superscript();
    else if (char === '√') this.#push(1, { kind: 'command', name: 'sqrt' });
    else if (char in plainSigns && !(this.#isBullet(char) && char === '•')) {
      this.#operator(plainSigns[char]!, 1);
    } else if (/^\p{L}/u.test(this.#text.slice(this.#at, this.#at + 2))) this.#word();
    else this.#sign(char, next);
  }

  /** Appends `content` for the next `length` characters and steps over them. */
  #push(length: number, content: TokenContent, startOffset = this.#at): void {
    const endOffset = this.#at + length;
    this.#at = endOffset;
    const isSpacedBefore = startOffset === 0 || isBlank(this.#text[startOffset - 1]);
    this.#tokens.append({ ...content, startOffset, endOffset, isSpacedBefore });
  }

  #operator(sign: OperatorSign, length: number, isWord = false): void {
    this.#push(length, { kind: 'operator', sign, isWord });
  }

  #break(length: number): void {
    this.#push(length, { kind: 'break', isSoft: false, cause: '' });
  }

  #softBreak(length: number, cause: string): void {
    this.#push(length, { kind: 'break', isSoft: true, cause });
  }

  #number(currency: string, startOffset: number): void {
    const { literal, endOffset } = this.#isFractionDigit()
      ? { ...readNumber(this.#text[this.#at]!, 0, currency), endOffset: this.#at + 1 }
      : readNumber(this.#text, this.#at, currency);
    const name = this.#nameWith(endOffset);
    if (name !== undefined && currency === '') {
      const text = this.#text.slice(this.#at, endOffset);
      this.#push(name, { kind: 'word', text, isUncertain: false });
      return;
    }
    const content: TokenContent = literal ? { kind: 'number', literal } : { kind: 'variable' };
    this.#push(endOffset - this.#at, content, startOffset);
  }

  /** Length of a number that is part of a name: `5-star`, and the 2014 of `\text{Earnings in 2014}`. */
  #nameWith(endOffset: number): number | undefined {
    const length = endOffset - this.#at;
    if (/^-[A-Za-z]{2}/.test(this.#text.slice(endOffset, endOffset + 3))) return length + 1;
    const brace = this.#braces.at(-1);
    const last = this.#tokens.last();
    const isBehindWord =
      brace?.isText === true &&
      this.#tokens.all.length > brace.startCount &&
      last?.kind === 'word' &&
      last.text !== 'and';
    return isBehindWord && this.#text[endOffset] === '}' ? length : undefined;
  }

  /** \frac12 is one half. */
  #isFractionDigit(): boolean {
    const [last, before] = [this.#tokens.last(), this.#tokens.last(2)];
    const isFraction = (token: Token | undefined): boolean =>
      token?.kind === 'command' && token.name === 'frac';
    return isFraction(last) || (last?.kind === 'number' && isFraction(before));
  }

  /** A currency sign stands directly before its number; other `$` delimit mathematics. */
  #currency(sign: string, length: number): void {
    const start = this.#at;
    let at = start + length;
    if (sign !== '$' && this.#text[at] === ' ') at += 1;
    const isNumber =
      isDigit(this.#text[at]) || (this.#text[at] === '.' && isDigit(this.#text[at + 1]));
    if (isNumber) {
      this.#at = at;
      this.#number(sign, start);
    } else if (this.#text[at] === '-' && isDigit(this.#text[at + 1])) this.#at += length;
    else if (sign === '$') this.#softBreak(length, '$');
    else this.#at += length;
  }

  #superscript(): void {
    superscriptPattern.lastIndex = this.#at;
    const digits = superscriptPattern.exec(this.#text)?.[0] ?? '';
    const exponent = Array.from(digits, (digit) => superscripts.indexOf(digit)).join('');
    this.#push(digits.length, { kind: 'superscript', exponent: BigInt(exponent || '1') });
  }

  #word(): void {
    wordPattern.lastIndex = this.#at;
    const word = wordPattern.exec(this.#text)?.[0];
    if (word === undefined) {
      this.#break(1);
      return;
    }
    const sign = Object.hasOwn(operatorWords, word) ? operatorWords[word] : undefined;
    const isText = this.#braces.at(-1)?.isText ?? false;
    const verb = this.#tokens.endsOperand() ? this.#verb() : undefined;
    if (verb !== undefined)
      this.#operator(verb.startsWith('d') ? '/' : '*', verb.length, verb.length > 1);
    else if (sign) this.#operator(sign, word.length);
    else if (word === 'equals') this.#push(word.length, { kind: 'relation', sign: '=' });
    else if (word.toLowerCase() === 'percent' && this.#tokens.last()?.kind === 'number') {
      this.#operator('%', word.length);
    } else this.#push(word.length, wordContent(word, isText, isDigit(this.#text[this.#at - 1])));
  }

  #verb(): string | undefined {
    crossPattern.lastIndex = this.#at;
    verbPattern.lastIndex = this.#at;
    return (crossPattern.exec(this.#text) ?? verbPattern.exec(this.#text))?.[0];
  }

  #command(): void {
    if (this.#modulus() > 0) {
      this.#push(this.#modulus(), { kind: 'variable' });
      return;
    }
    commandPattern.lastIndex = this.#at;
    const match = commandPattern.exec(this.#text);
    const name = match?.[1];
    if (!match || name === undefined) {
      this.#escaped();
      return;
    }
    const { length } = match[0];
    const after = this.#at + length;
    if (textCommands.has(name) || frameCommands.has(name)) {
      this.#at = after;
      if (this.#text[after] === '{') {
        const isText = textCommands.has(name) && !name.endsWith('bf');
        this.#braces.push({ isFrame: true, isText, startCount: this.#tokens.all.length });
        this.#at += 1;
      }
    } else if (blankCommands.has(name)) this.#at = after;
    else if (Object.hasOwn(operatorCommands, name)) this.#operator(operatorCommands[name]!, length);
    else if (/^[dtc]?frac$/.test(name)) this.#push(length, { kind: 'command', name: 'frac' });
    else if (name === 'sqrt') this.#push(length, { kind: 'command', name: 'sqrt' });
    else if (approximateCommands.has(name)) this.#push(length, { kind: 'relation', sign: '≈' });
    else if (name === 'begin' || name === 'end') {
      environmentPattern.lastIndex = after;
      this.#break(length + (environmentPattern.exec(this.#text)?.[0].length ?? 0));
    } else if (name === 'circ' || name === 'degree') {
      this.#push(length, { kind: 'word', text: 'degrees', isUncertain: false });
    } else if (breakCommands.has(name)) this.#break(length);
    else this.#push(length, { kind: 'variable' });
  }

  #escaped(): void {
    const sign = this.#text[this.#at + 1] ?? '';
    if (sign === '$') this.#currency('\\$', 2);
    else if (sign === '%') this.#operator('%', 2);
    else if (sign === '&') this.#operator('&', 2);
    else if (sign === '*') this.#operator('*', 2);
    else if ('()[]\\'.includes(sign)) this.#softBreak(2, '\\');
    else if (sign === '{' || sign === '}') this.#break(2);
    else this.#at += 2;
  }

  #sign(char: string, next: string | undefined): void {
    if (this.#isBullet(char)) this.#at += 1;
    else if ('{}'.includes(char)) this.#brace(char);
    else if (char === '(' && this.#modulus() > 0) this.#push(this.#modulus(), { kind: 'variable' });
    else if ('(['.includes(char)) this.#push(1, { kind: 'open', sign: char });
    else if (')]'.includes(char)) this.#push(1, { kind: 'close', sign: char });
    else if ('=<>:!+*/≈≃~'.includes(char)) this.#relationOrOperator(char, next);
    else if (char === '-' || char === '–') this.#minus(next);
    else if (char === '%') this.#percent();
    else if (char === '^') this.#operator('^', 1);
    else if (char === '&') this.#conjunction(next);
    else if (char === '|') this.#bar(next);
    else if (char === '°') this.#push(1, { kind: 'word', text: 'degrees', isUncertain: false });
    else if (char === '.' || char === '…') this.#softBreak(1, '.');
    else if ('`_'.includes(char)) this.#at += 1;
    else this.#break(1);
  }

  /** Length of `(mod 7)` or `\pmod{7}` behind what is equal only in its remainder; 0 for what is none. */
  #modulus(): number {
    modulusPattern.lastIndex = this.#at;
    return modulusPattern.exec(this.#text)?.[0].length ?? 0;
  }

  /** `- 5 + 3` at the start of a line is an item of a list. */
  #isBullet(char: string): boolean {
    return this.#isLineStart && '-*•–+'.includes(char) && isBlank(this.#text[this.#at + 1]);
  }

  #brace(char: string): void {
    if (char === '{') {
      const isText = this.#braces.at(-1)?.isText ?? false;
      this.#braces.push({ isFrame: false, isText, startCount: this.#tokens.all.length });
      this.#push(1, { kind: 'open', sign: '{' });
    } else if (this.#braces.pop()?.isFrame) this.#at += 1;
    else this.#push(1, { kind: 'close', sign: '}' });
  }

  #relationOrOperator(char: string, next: string | undefined): void {
    const isComparison = next === '=' && '=<>:!+/'.includes(char);
    if (isComparison || (char === '=' && next === '>')) this.#break(2);
    else if (char === '=') this.#push(1, { kind: 'relation', sign: '=' });
    else if (char === '≈' || char === '≃') this.#push(1, { kind: 'relation', sign: '≈' });
    else if (char === '<' || char === '>') this.#angle(char, next);
    else if (char === ':') this.#break(1);
    else if (char === '!') this.#operator('!', 1);
    else if (char === '+') this.#operator('+', 1);
    else if (char === '/') this.#slash(next);
    else if (char === '*') this.#star(next);
    else if (isDigit(next) && this.#tokens.last()?.kind !== 'number') this.#operator('~', 1);
    else this.#at += 1;
  }

  #angle(char: string, next: string | undefined): void {
    const isShift = next === char;
    const opensAnnotation =
      isShift &&
      char === '<' &&
      (!this.#tokens.endsOperand() || !isBlank(this.#text[this.#at + 2]));
    if (isShift && char === '>' && this.#isInAnnotation) {
      this.#isInAnnotation = false;
      this.#break(2);
    } else if (opensAnnotation && this.#looksAnnotated()) {
      this.#isInAnnotation = true;
      this.#break(2);
    } else if (isShift) this.#operator(char === '<' ? '<<' : '>>', 2);
    else this.#break(1);
  }

  /** GSM8K's `<<48/2=24>>`, to be told from a shift. */
  #looksAnnotated(): boolean {
    const pattern = /<<[^<>=\n]{1,200}=[^<>\n]{0,100}(?:>>|>?$)/y;
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  /** A slash before a word makes it part of a unit, except before a lone letter: 5/x. */
  #slash(next: string | undefined): void {
    const isText = this.#braces.at(-1)?.isText ?? false;
    const follows = this.#text.slice(this.#at + 1, this.#at + 7);
    const isUnit =
      /^(?:[A-Za-z]{2}|\\text|\\mathr)/.test(follows) ||
      (/[A-Za-z]/.test(next ?? '') && (isText || this.#tokens.last()?.kind === 'word'));
    if (next === '/') {
      // A floor division in code; else a comment or an address.
      const isFloor = this.#tokens.endsOperand() && /^.\s?[\d(]/.test(follows);
      if (isFloor) this.#operator('//', 2);
      else this.#break(2);
    } else if (isUnit) this.#push(1, { kind: 'word', text: '/', isUncertain: false });
    else this.#operator('/', 1);
  }

  #star(next: string | undefined): void {
    if (next !== '*') {
      this.#operator('*', 1);
      return;
    }
    const isSpaced = isBlank(this.#text[this.#at - 1]);
    const after = this.#text[this.#at + (isSpaced ? 3 : 2)] ?? '';
    const isEven = isSpaced === isBlank(this.#text[this.#at + 2]);
    if (isEven && this.#tokens.endsOperand() && /[\d(-]/.test(after)) this.#operator('**', 2);
    else this.#at += 2;
  }

  #minus(next: string | undefined): void {
    const previous = this.#text[this.#at - 1];
    const isHyphen =
      isDigit(previous) && /^.[A-Za-z]{2}/.test(this.#text.slice(this.#at, this.#at + 3));
    if (next === '>') this.#break(2);
    else if (isHyphen) this.#at += 1;
    else this.#operator('-', 1);
  }

  /** A remainder if it stands evenly between two operands, else a percent sign: `17 % 5`, `15% of`. */
  #percent(): void {
    const isSpaced = isBlank(this.#text[this.#at - 1]);
    const isEven = isSpaced === isBlank(this.#text[this.#at + 1]);
    const after = this.#text[this.#at + (isSpaced ? 2 : 1)] ?? '';
    this.#operator(isEven && /[\d(]/.test(after) ? 'mod' : '%', 1);
  }

  #conjunction(next: string | undefined): void {
    if (next === '&') this.#break(2);
    else this.#operator('&', 1);
  }

  /** A bar between two spaces is an or; table rows and absolute values are left alone. */
  #bar(next: string | undefined): void {
    if (this.#isLineStart) this.#isInTableRow = true;
    const isEven = isBlank(this.#text[this.#at - 1]) && isBlank(next);
    if (this.#isInTableRow || next === '|') this.#break(next === '|' ? 2 : 1);
    else if (isEven) this.#operator('|', 1);
    else this.#push(1, { kind: 'variable' });
  }
}

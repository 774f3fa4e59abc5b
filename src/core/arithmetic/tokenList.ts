import type { Token } from './token';

/** The tokens of a text as far as it is read. What is appended settles the soft break before it. */
export class TokenList {
  readonly #tokens: Token[] = [];

  get all(): readonly Token[] {
    return this.#tokens;
  }

  last(back = 1): Token | undefined {
    return this.#tokens.at(-back);
  }

  append(token: Token): void {
    this.#dropSoftBreak(token);
    const kind = this.last()?.kind;
    const isAfterRelation = kind === 'relation' || kind === 'break';
    if (token.kind === 'break' && token.isSoft && isAfterRelation) return;
    this.#tokens.push(token);
  }

  /** True after a number, a bracket or a number's unit. */
  endsOperand(): boolean {
    const last = this.last();
    if (last?.kind === 'operator') return last.sign === '%';
    if (last?.kind === 'word') return this.last(2)?.kind === 'number';
    return last?.kind === 'number' || last?.kind === 'close' || last?.kind === 'superscript';
  }

  /** `= 5` on a new line goes on with what stood above; `lbs. + 3` and `5$ + 3` are no ends. */
  #dropSoftBreak(next: Token): void {
    const last = this.last();
    if (next.kind === 'relation' && last?.kind === 'operator' && last.sign === '&') {
      this.#tokens.pop();
      this.#dropSoftBreak(next);
      return;
    }
    if (last?.kind !== 'break' || !last.isSoft) return;
    const before = this.last(2)?.kind;
    const goesOn =
      (last.cause === '.' && before === 'word') || (last.cause === '$' && before === 'number');
    const isOver =
      next.kind === 'relation' ? last.cause !== '.' || goesOn : isOperator(next) && goesOn;
    if (isOver) this.#tokens.pop();
  }
}

function isOperator(token: Token): boolean {
  return token.kind === 'operator' && token.sign !== '!';
}

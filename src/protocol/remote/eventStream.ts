import { AppError } from '../appError';

/** Longest event accepted, in UTF-16 units; the largest seen (a whole answer with usage) has 20,000. */
const maxEventLength = 1_000_000;

/**
 * Takes server-sent events apart: the `data` of each event, in order, whatever the borders of the
 * pieces it comes in. Names, ids and comments are passed over: no server we know puts text there.
 *
 * Source: HTML Standard, section 9.2.6, «Interpreting an event stream».
 */
export class EventStream {
  /** The line that has not ended. */
  #line = '';
  /** Lines of `data` of the event that has not ended. */
  #data: string[] = [];
  #length = 0;
  /** A line feed at the start of the next piece belongs to a line end that was taken already. */
  #isAfterReturn = false;

  /** Events that `text` completes. Code `remote-refused` for one without an end. */
  push(text: string): readonly string[] {
    const rest = this.#isAfterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#isAfterReturn = text.endsWith('\r');
    const lines = rest.split(/\r\n|\n|\r/);
    const events: string[] = [];
    for (const [index, piece] of lines.entries()) {
      this.#grow(piece.length);
      this.#line += piece;
      if (index === lines.length - 1) break;
      const event = this.#endLine();
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  #endLine(): string | undefined {
    const line = this.#line.replace(/^\uFEFF/, '');
    this.#line = '';
    if (line === '') {
      const data = this.#data;
      this.#data = [];
      this.#length = 0;
      return data.length === 0 ? undefined : data.join('\n');
    }
    if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    else this.#length -= line.length;
    return undefined;
  }

  #grow(length: number): void {
    this.#length += length;
    if (this.#length <= maxEventLength) return;
    throw new AppError(
      'remote-refused',
      `The server sent an event of more than ${maxEventLength} characters: this is no server for completions, check the address.`,
    );
  }
}

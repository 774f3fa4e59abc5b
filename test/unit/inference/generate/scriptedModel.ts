import type { RowTokenizer } from '../../../../src/inference/generate/answerRow';
import type { BatchContext } from '../../../../src/inference/generate/generateBatch';
import { RowCache } from '../../../../src/inference/generate/rowCache';
import { Lookahead } from '../../../../src/inference/lookahead/lookahead';
import { RowDecoder } from '../rowDecoder';

const end = '<end>';
const promptEnd = '?';
const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

/** What may be written behind a prompt. */
type ScriptsOf = (prompt: string) => readonly string[];

/**
 * A model that goes on with the first of its scripts that begins with what its row holds behind the
 * prompt, and ends where none goes on: a row whose tokens are not what was fed would say so. It has a
 * token for each ASCII character, the line break, and whatever else it is given.
 */
export class ScriptedModel extends RowDecoder {
  readonly vocabularySize: number;
  readonly maxPrefillTokens = 64;
  /** Rows of each decoding step. */
  readonly steps: number[] = [];
  readonly #tokens: readonly string[];
  readonly #scriptsOf: ScriptsOf;

  constructor(scripts: readonly string[] | ScriptsOf, tokens: readonly string[] = []) {
    super();
    this.#scriptsOf = typeof scripts === 'function' ? scripts : () => scripts;
    this.#tokens = [end, '\n', ...letters, ...tokens];
    this.vocabularySize = this.#tokens.length;
  }

  get endToken(): number {
    return this.#tokens.indexOf(end);
  }

  /** The longest tokens first; there is one for each character. */
  encode(text: string): readonly number[] {
    const ids: number[] = [];
    for (let rest = text; rest !== ''; rest = rest.slice(this.#tokens[ids.at(-1)!]!.length)) {
      ids.push(this.#next(rest));
    }
    return ids;
  }

  get tokenizer(): RowTokenizer {
    return {
      createStreamDecoder: () => ({ push: (id) => this.#tokens[id]!, flush: () => '' }),
      encodeText: (text) => this.encode(text),
    };
  }

  /** What a batch needs to be answered by this model, with nothing in its cache. */
  context(lookahead = new Lookahead()): BatchContext {
    return {
      cache: new RowCache(this),
      lookahead,
      pacer: { next: () => 4, record: () => undefined },
      limits: {
        endTokens: new Set([this.endToken]),
        vocabularySize: this.vocabularySize,
        contextLength: this.contextLength,
      },
      tokenizer: this.tokenizer,
    };
  }

  copyPrefix(): boolean {
    return false;
  }

  prefill(row: number, ids: readonly number[]): Promise<Float32Array> {
    this.rows[row]!.push(...ids);
    return Promise.resolve(this.#logits([row]));
  }

  decode(ids: readonly number[]): Promise<Float32Array> {
    this.steps.push(ids.length);
    for (const [row, id] of ids.entries()) this.rows[row]!.push(id);
    return Promise.resolve(this.#logits([...ids.keys()]));
  }

  mostAhead(): number {
    return 2;
  }

  decodeAhead(ids: readonly number[]): Promise<Float32Array> {
    this.steps.push(1);
    const logits = new Float32Array(ids.length * this.vocabularySize);
    for (const [at, id] of ids.entries()) {
      this.rows[0]!.push(id);
      logits.set(this.#logits([0]), at * this.vocabularySize);
    }
    return Promise.resolve(logits);
  }

  #logits(rows: readonly number[]): Float32Array {
    const logits = new Float32Array(rows.length * this.vocabularySize);
    for (const [at, row] of rows.entries()) {
      const held = this.rows[row]!.map((id) => this.#tokens[id]).join('');
      const promptLength = held.indexOf(promptEnd) + 1;
      const answer = held.slice(promptLength);
      const script = this.#scriptsOf(held.slice(0, promptLength)).find(
        (each) => each.startsWith(answer) && each !== answer,
      );
      const next = script === undefined ? this.endToken : this.#next(script.slice(answer.length));
      logits[at * this.vocabularySize + next] = 10;
    }
    return logits;
  }

  #next(rest: string): number {
    let best = -1;
    for (const [id, token] of this.#tokens.entries()) {
      if (rest.startsWith(token) && token.length > (this.#tokens[best]?.length ?? 0)) best = id;
    }
    if (best < 0) throw new Error(`no token for ${JSON.stringify(rest)}`);
    return best;
  }
}

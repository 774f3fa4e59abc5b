import type { PromptPart } from './promptPart';
import { formatKeepRatio, isFullRatio } from '../ratio';

/**
 * Text with placeholders, or one named vocabulary entry. Placeholders are exactly `{question}`,
 * `{answer}`, `{marker}` and `{ratio}`; every other brace is text (`\boxed{}` stays as it is).
 * `{ratio}` works inside a token's name too, for models with one token per ratio.
 */
type TemplatePart = string | { readonly token: string };

/** How a model wants to be asked. Plain JSON: it is kept in the model's manifest, not in code. */
export interface PromptTemplate {
  /** What stands once at the start: begin token, system turn. */
  readonly system?: readonly TemplatePart[];
  /** A user's turn, with `{question}` and, where the ratio marker stands, `{marker}`. */
  readonly user: readonly TemplatePart[];
  /** What opens the model's turn; generation goes on from here. */
  readonly assistantStart: readonly TemplatePart[];
  /** The rest of an earlier model turn: `{answer}` is its whole answer line. */
  readonly assistantEnd: readonly TemplatePart[];
  /** `{marker}` for a ratio below 1.0, with `{ratio}`. */
  readonly marker: readonly TemplatePart[];
  /**
   * `{marker}` for single ratios below 1.0, by name such as `0.5`, where `marker` cannot say it: a
   * vocabulary entry per ratio whose names do not hold the ratio. Before `marker`.
   */
  readonly ratioMarkers?: Readonly<Record<string, readonly TemplatePart[]>>;
  /** `{marker}` at 1.0. */
  readonly noMarker: readonly TemplatePart[];
  /**
   * How the model's turn begins in the answer to a follow-up, before the model writes. A template that
   * a model was trained with on conversations leaves it out; see `followUpOpening`.
   */
  readonly followUpOpening?: string;
  /** Vocabulary entries that end the model's turn. */
  readonly stopTokens: readonly string[];
}

/** An earlier question of the same conversation with the line that answered it. */
export interface PromptTurn {
  readonly question: string;
  /** The answer line, such as `formatAnswerLine` makes it. The chain is left out. */
  readonly answer: string;
  /** γ that it was asked at: its marker stands in that turn too, as trained. Default: 1. */
  readonly keepRatio?: number;
}

/** What is asked. Without a ratio the full chain is meant. */
export interface PromptRequest {
  readonly question: string;
  readonly keepRatio?: number;
  /** Oldest first. */
  readonly history?: readonly PromptTurn[];
  /** How the model's turn begins; what it writes goes on from there. */
  readonly opening?: string;
}

interface Values {
  readonly question: string;
  readonly answer: string;
  readonly keepRatio: number;
  readonly marker: readonly TemplatePart[];
}

/** Collects parts; neighbouring texts become one, so that merges may cross template borders. */
class PartList {
  readonly parts: PromptPart[] = [];

  text(text: string): void {
    if (text === '') return;
    const last = this.parts.at(-1);
    if (last?.kind === 'text') {
      this.parts[this.parts.length - 1] = { kind: 'text', text: last.text + text };
    } else {
      this.parts.push({ kind: 'text', text });
    }
  }

  token(token: string): void {
    this.parts.push({ kind: 'token', token });
  }
}

const placeholder = /\{(?:question|answer|marker|ratio)\}/;

function append(out: PartList, template: readonly TemplatePart[], values: Values): void {
  for (const part of template) {
    if (typeof part !== 'string') {
      out.token(part.token.split('{ratio}').join(formatKeepRatio(values.keepRatio)));
      continue;
    }
    // The pieces are walked once: what a value brings in is never searched for placeholders.
    let rest = part;
    for (let found = placeholder.exec(rest); found !== null; found = placeholder.exec(rest)) {
      out.text(rest.slice(0, found.index));
      appendValue(out, found[0], values);
      rest = rest.slice(found.index + found[0].length);
    }
    out.text(rest);
  }
}

function appendValue(out: PartList, name: string, values: Values): void {
  if (name === '{question}') out.text(values.question);
  else if (name === '{answer}') out.text(values.answer);
  else if (name === '{ratio}') out.text(formatKeepRatio(values.keepRatio));
  // A marker inside a marker stands for nothing; without this it would never end.
  else append(out, values.marker, { ...values, marker: [] });
}

/**
 * The prompt for one question: start, earlier turns with their answers but without their chains,
 * the question with its ratio marker, and the opening of the model's turn.
 *
 * Values are inserted literally (a question that contains `{ratio}` or `<|im_end|>` stays text).
 * No two neighbouring parts are text. Each user's turn carries the marker of its own ratio: what was
 * read for one question stands unchanged at the start of the next one's prompt, and two ratios share
 * everything before the last marker.
 */
export function renderPrompt(
  template: PromptTemplate,
  request: PromptRequest,
): readonly PromptPart[] {
  const { question, keepRatio = 1, history = [], opening = '' } = request;
  const out = new PartList();
  const full = { question: '', answer: '', keepRatio: 1, marker: template.noMarker };
  append(out, template.system ?? [], full);
  for (const turn of history) {
    const ratio = turn.keepRatio ?? 1;
    const marker = markerOf(template, ratio);
    const values = { question: turn.question, answer: turn.answer, keepRatio: ratio, marker };
    append(out, template.user, values);
    append(out, template.assistantStart, values);
    append(out, template.assistantEnd, values);
  }
  const values = { question, answer: '', keepRatio, marker: markerOf(template, keepRatio) };
  append(out, template.user, values);
  append(out, template.assistantStart, values);
  out.text(opening);
  return out.parts;
}

function markerOf(template: PromptTemplate, keepRatio: number): readonly TemplatePart[] {
  if (isFullRatio(keepRatio)) return template.noMarker;
  return template.ratioMarkers?.[formatKeepRatio(keepRatio)] ?? template.marker;
}

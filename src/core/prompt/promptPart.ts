/**
 * One piece of a prompt.
 *
 * `text` is ordinary text: a tokenizer encodes it without looking for special tokens, so that a
 * question that contains `<|im_end|>` cannot end its own turn. `token` names one vocabulary entry
 * and becomes exactly that id.
 *
 * Two neighbouring `text` parts must not be encoded apart: byte-pair merges cross their border.
 * `renderPrompt` never returns such neighbours.
 */
export type PromptPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly token: string };

/** A prompt as one text, its tokens by name: for programs that have only text, and to measure it. */
export function promptText(parts: readonly PromptPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : part.token)).join('');
}

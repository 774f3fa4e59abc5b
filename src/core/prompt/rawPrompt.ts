import type { PromptPart } from './promptPart';

/** Begin tokens, which servers put before a prompt themselves; sent as well, they would stand twice. */
const beginTokens: ReadonlySet<string> = new Set(['<|begin_of_text|>']);

/** How the vocabularies of the known families write their control tokens. */
const controlName = /<\|[^<>|\s]{1,64}\|>/g;

/** Ordinary text for every tokenizer that has no such token: the published ratio marker of Qwen. */
const markerName = '<|eot_id|>';

/**
 * The prompt as one string, for a server that reads the names of control tokens in it as these
 * tokens. A name that stands in ordinary text (a question may hold `<|im_end|>`) gets a blank after
 * its first character, so that it cannot end its own turn. The ratio marker stays as it is.
 */
export function rawPrompt(parts: readonly PromptPart[]): string {
  const isMarkerText = parts.every((part) => part.kind === 'text' || part.token !== markerName);
  return parts
    .map((part, index) => {
      if (part.kind === 'text') return plainText(part.text, isMarkerText);
      return index === 0 && beginTokens.has(part.token) ? '' : part.token;
    })
    .join('');
}

/** Text in which no server finds a control token but the marker, where that is ordinary text. */
export function plainText(text: string, isMarkerText: boolean): string {
  return text.replace(controlName, (name) =>
    name === markerName && isMarkerText ? name : `< ${name.slice(1)}`,
  );
}

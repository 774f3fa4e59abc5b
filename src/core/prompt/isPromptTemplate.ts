import type { PromptTemplate } from './promptTemplate';

/** Longest section accepted; the longest of the known families has 6 parts. */
const maxParts = 64;
/** Characters that the model's turn may begin with in a follow-up: a few sentences. */
const maxOpening = 1000;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sections by ratio: names as prompts show them, from `0.1` to `0.9`. */
function isMarkerTable(value: unknown): boolean {
  if (!isRecord(value)) return false;
  // The names bound the table: there are nine.
  return Object.entries(value).every(
    ([ratio, section]) => /^0\.[1-9]$/.test(ratio) && isSection(section),
  );
}

function isOpening(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxOpening;
}

function isSection(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= maxParts &&
    value.every(
      (part: unknown) =>
        typeof part === 'string' ||
        (isRecord(part) && typeof part.token === 'string' && part.token !== ''),
    )
  );
}

/**
 * True if `value`, read from a manifest, is a template that `renderPrompt` can use: every section
 * there, the question asked somewhere, and at least one token that ends the model's turn.
 */
export function isPromptTemplate(value: unknown): value is PromptTemplate {
  if (!isRecord(value)) return false;
  const { system, user, assistantStart, assistantEnd, marker, noMarker, stopTokens } = value;
  const { ratioMarkers, followUpOpening } = value;
  return (
    (system === undefined || isSection(system)) &&
    (ratioMarkers === undefined || isMarkerTable(ratioMarkers)) &&
    (followUpOpening === undefined || isOpening(followUpOpening)) &&
    [user, assistantStart, assistantEnd, marker, noMarker].every(isSection) &&
    Array.isArray(user) &&
    user.some((part) => typeof part === 'string' && part.includes('{question}')) &&
    Array.isArray(stopTokens) &&
    stopTokens.length > 0 &&
    stopTokens.length <= maxParts &&
    stopTokens.every((token) => typeof token === 'string' && token !== '')
  );
}

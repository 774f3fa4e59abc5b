/** Longest wait that a server may ask for; beyond it a person would rather try again. */
const maxWaitMs = 30_000;

/**
 * What a server asks for in `Retry-After` (seconds, or a date): milliseconds from now, 0 to 30,000;
 * undefined without the header and for what is neither.
 */
export function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), maxWaitMs) : undefined;
}

import type { Saving } from '../core/savings';

/** «≈ 55 tokens and 2.2 s saved», or how much more an answer took; nothing where no saving is known. */
export function savingText(saved: Saving | null): readonly string[] {
  if (saved === null || saved.kind === 'none') return [];
  const { kind, tokens, seconds } = saved;
  const about = kind === 'measured' ? '' : '≈ ';
  // A vote, or a chain that a ratio has not made shorter.
  if (tokens < 0 && seconds < 0) return [`${about}${amount(-tokens, -seconds)} more than in full`];
  return [`${about}${amount(tokens, seconds)} saved`];
}

function amount(tokens: number, seconds: number): string {
  return `${Math.round(tokens)} tokens and ${seconds.toFixed(1)} s`.replaceAll('-', '−');
}

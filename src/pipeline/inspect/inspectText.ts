import { formatKeepRatio } from '../../core/ratio';
import type { ChainPiece, InspectedChain } from './inspectedChain';

/** Dim and struck through, and back. */
const dropStyle = ['\u001b[2;9m', '\u001b[22;29m'] as const;

/** Control characters could move the cursor or change the terminal's title. */
const control = /[\p{Cc}\u2028\u2029]/gu;

/** What was kept and dropped, said in one line. */
export function inspectHeading(chain: InspectedChain): string {
  const { i, ratio, tokens, keptTokens, equationsWhole } = chain;
  const equations = equationsWhole ? 'equations whole' : 'equations cut';
  return `Question ${i} · ratio ${formatKeepRatio(ratio)} · ${keptTokens} of ${tokens} tokens kept · ${equations}`;
}

/**
 * A chain for a terminal: dropped stretches stand in ⟦ ⟧ with their line breaks as ↵, on a terminal
 * also dim and struck through. (LaTeX is full of square brackets, so these would not do.)
 */
export function inspectText(chain: InspectedChain, isTerminal: boolean): string {
  const body = chain.pieces.map((piece) => pieceText(piece, isTerminal)).join('');
  return `── ${inspectHeading(chain)}\n${body}\n`;
}

function pieceText({ text, isKept }: ChainPiece, isTerminal: boolean): string {
  if (isKept) return harmless(text);
  const shown = harmless(text.replaceAll('\n', '↵'));
  const [open, close] = isTerminal ? dropStyle : ['', ''];
  // The break itself follows outside the brackets, so that the layout stays.
  return `${open}⟦${shown}⟧${close}${text.includes('\n') ? '\n' : ''}`;
}

function harmless(text: string): string {
  return text.replace(control, (found) => (found === '\n' || found === '\t' ? found : '�'));
}

import type { Equation } from '../arithmetic/findEquations';
import { findEquations } from '../arithmetic/findEquations';
import { plainLatex } from '../text/plainLatex';

/**
 * The equations of `chain` that `rewritten` does not have any more, in order. An equation is still
 * there if the same sides stand beside each other, however signs, blanks, units and thousands
 * separators are written: `12 \times 8 = 96` is in «12 * 8 boxes = 96 boxes». Linear in the lengths.
 */
export function lostEquations(chain: string, rewritten: string): readonly Equation[] {
  const kept = findEquations(rewritten).map((equation) => keyOf(rewritten, equation));
  return findEquations(chain).filter((equation) => {
    const key = keyOf(chain, equation);
    return !kept.some((other) => other.includes(key));
  });
}

/** Its sides between two bars each, so that one key is in another only at the ends of sides. */
function keyOf(text: string, { sides }: Equation): string {
  const keys = sides.map(({ startOffset, endOffset }) =>
    sideKey(text.slice(startOffset, endOffset)),
  );
  return `|${keys.join('|')}|`;
}

function sideKey(side: string): string {
  return (
    plainLatex(side)
      // A mixed number stays one when blanks and words go: 3 1/2 is not 31/2.
      .replace(/(?<=\d) +(?:and +)?(?=\d+\/\d)/g, '_')
      .replace(/0x([\dA-Fa-f]+)/g, (_, digits: string) => `#${digits.toUpperCase()}`)
      .replace(/[×·]/g, '*')
      .replace(/(?<=[\d)]\s*)[xX](?=\s*[\d(])/g, '*')
      .replace(/÷/g, '/')
      .replace(/[−–]/g, '-')
      // Units and names go, the letters of variables stay.
      .replace(/(?<!#[\dA-F]*)\p{L}{2,}/gu, '')
      .replace(/(?<=\d),(?=\d{3})|[\s$€£{}]/g, '')
      .replace(/(?<=\.\d*?)0+$/, '')
      .replace(/\.$/, '')
  );
}

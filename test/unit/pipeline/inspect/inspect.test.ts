import { beforeAll, describe, expect, it } from 'vitest';
import { inspectChain } from '../../../../src/pipeline/inspect/inspectedChain';
import type { InspectedChain } from '../../../../src/pipeline/inspect/inspectedChain';
import { inspectPage } from '../../../../src/pipeline/inspect/inspectPage';
import { inspectText } from '../../../../src/pipeline/inspect/inspectText';
import { scoreChain } from '../../../../src/pipeline/scoredChain';
import { tieredScorer } from '../../../../src/core/pruning/scorers/tiered';
import type { TextTokenizer } from '../../../../src/pipeline/textTokenizer';
import { tinyTokenizer } from '../tinyTokenizer';

let tokenizer: TextTokenizer;
beforeAll(async () => {
  tokenizer = await tinyTokenizer();
});

const text = 'To find the sum, we add.\n\nAll of the <b>pens</b>: \\[ 2 + 3 = 5 \\]';
const record = { i: 7, text, n: 9, fin: true, correct: true };

async function inspected(ratio: number, source = text): Promise<InspectedChain> {
  const chain = await scoreChain({ text: source }, tokenizer, tieredScorer);
  return inspectChain(record, chain, ratio, tieredScorer, false);
}

/** A chain with these pieces. */
function withPieces(...pieces: InspectedChain['pieces']): InspectedChain {
  return { i: 0, ratio: 0.5, tokens: 4, keptTokens: 2, equationsWhole: true, pieces };
}

describe('inspectChain', () => {
  it('takes the chain apart without losing anything of it', async () => {
    for (const ratio of [1, 0.8, 0.5]) {
      const chain = await inspected(ratio);
      expect(chain.pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(chain.keptTokens).toBe(Math.ceil(ratio * chain.tokens - 1e-9));
      chain.pieces.slice(1).forEach((piece, i) => {
        expect(piece.isKept).not.toBe(chain.pieces[i]!.isKept);
      });
    }
    expect((await inspected(1)).pieces).toEqual([{ text, isKept: true }]);
    expect((await inspected(0.5)).equationsWhole).toBe(true);
    expect((await inspected(0.5, '2 + 3 = 5')).equationsWhole).toBe(false);
    expect(await inspected(0.5, '')).toMatchObject({ tokens: 0, keptTokens: 0, pieces: [] });
  });

  it('leaves the answer line out', async () => {
    const chain = await inspected(1, `${text}\n\nThe final answer is: $\\boxed{5}$`);
    expect(chain.pieces).toEqual([{ text, isKept: true }]);
  });
});

describe('inspectText', () => {
  const chain = withPieces(
    { text: 'a\n', isKept: true },
    { text: ' \\[\nb', isKept: false },
    { text: ' c', isKept: true },
  );

  it('marks dropped text by brackets, on a terminal also by style', () => {
    const plain = inspectText(chain, false);
    expect(plain.split('\n').slice(1)).toEqual(['a', '⟦ \\[↵b⟧', ' c', '']);
    expect(plain).toContain('2 of 4 tokens kept');
    const styled = inspectText(chain, true);
    expect(styled).toContain('\u001b[2;9m⟦ \\[↵b⟧\u001b[22;29m');
    // Without the style it is the same: nothing is told by looks alone.
    expect(styled.replaceAll('\u001b[2;9m', '').replaceAll('\u001b[22;29m', '')).toBe(plain);
  });

  it('lets no text of a chain reach the terminal as a command', () => {
    const evil = withPieces(
      { text: '\u001b]0;x\u0007\u009b31m\r', isKept: true },
      { text: '\u001b[2J', isKept: false },
    );
    expect(inspectText(evil, false).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('inspectPage', () => {
  it('escapes all text and loads nothing', () => {
    const evil = `<script>alert("1")</script>&'\u0000`;
    const page = inspectPage(evil, [
      withPieces({ text: evil, isKept: true }, { text: evil, isKept: false }),
    ]);
    expect(page.replaceAll('\n', '')).not.toMatch(/<script|\p{Cc}/u);
    expect(
      page.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/g),
    ).toHaveLength(4);
    expect(page).not.toMatch(/(?:src|href|url)\s*[=(]/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('color-scheme: light dark');
  });

  it('marks up what was dropped, explains it and counts', async () => {
    const page = inspectPage('Chains', [
      await inspected(0.8),
      await inspected(0.5),
      await inspected(0.5),
    ]);
    const dropped = (await inspected(0.5)).pieces.filter((piece) => !piece.isKept);
    expect(page.match(/<del>/g)!.length).toBeGreaterThan(2 * dropped.length);
    expect(page).toContain('struck through</del>');
    const { tokens, keptTokens } = await inspected(0.5);
    const cells = ['0.5', 2, 2 * tokens, 2 * keptTokens, 2 * (tokens - keptTokens), 2];
    expect(page).toContain(cells.map((cell) => `<td>${cell}</td>`).join(''));
  });
});

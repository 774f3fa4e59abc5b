import { afterEach, describe, expect, it, vi } from 'vitest';
import { calibrated } from '../../support/scriptedProduct';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const product = useScriptedProduct();
let window: ScriptedWindow | undefined;
afterEach(() => window?.close());

const question = 'What is 6 times 7?';

interface Told {
  readonly text: string;
  /** The last lines: answer, how far it can be relied on, cost. */
  readonly end: string;
  readonly metadata: unknown;
}

/** What a person reads of a vote whose chains say these lines, stopped at a step. */
async function voted(lines: readonly string[], stopAt?: RegExp): Promise<Told> {
  await product().addModel({ lines, tokenMs: stopAt === undefined ? 0 : 5 }, calibrated);
  window = new ScriptedWindow(product());
  const { text, result } = await window.inChat(question, 'check', stopAt);
  const end = text.slice(text.indexOf('\n\n**'));
  const metadata: unknown = JSON.parse(JSON.stringify(result.metadata));
  return { text, end, metadata };
}

function says(answer: string): string {
  return `So it is\n\nThe final answer is: $\\boxed{${answer}}$`;
}

/** Chains with these answers, each longer than the one before: they end in this order. */
function inTurn(...answers: readonly string[]): readonly string[] {
  return answers.map((answer, index) => `${'Well '.repeat(index)}${says(answer)}`);
}

describe('a vote in the editor’s own chat', () => {
  it('without an answer in any chain tells no chance', async () => {
    const { end, metadata } = await voted(['Six and seven.']);
    expect(end).toContain('**The model gave no answer.**');
    expect(end).toContain('*Votes of 5 chains: 5 × no answer · ');
    expect(end).not.toMatch(/right|wrong|in 10/);
    expect(metadata).toMatchObject({ answer: null, votes: { groups: [], withoutAnswer: 5 } });
  });

  it('with five different answers is a tie that is not sure', async () => {
    const { end } = await voted(inTurn('1', '2', '3', '4', '5'));
    expect(end).toContain('**Answer:** $1$');
    expect(end).toMatch(
      /\*Not sure: .* in 10 · Votes of 5 chains: 1 × 1, 1 × 2, 1 × 3, 1 × 4, 1 × 5 · A tie: the answer that came first is shown\./,
    );
  });

  it('that ends in a tie shows the first of the two', async () => {
    const { end } = await voted(['Nothing.', ...inTurn('3', '4', '4', '3')]);
    expect(end).toContain('**Answer:** $3$');
    expect(end).toContain('Votes of 5 chains: 2 × 3, 2 × 4, 1 × no answer · A tie');
  });

  it('gives a chain that goes in circles no vote, nor its box the place of an answer', async () => {
    const circle = `It is \\boxed{7} and${' again'.repeat(80)}`;
    const one = await voted([circle, circle, circle, circle, says('42')]);
    expect(one.end).toContain('**Answer:** $42$');
    expect(one.end).toContain('Votes of 5 chains: 1 × 42, 4 × no answer');
    const all = await voted([circle]);
    expect(all.end).toContain('**The model gave no answer; the last number it wrote was 7.**');
    expect(all.end).toContain('Votes of 5 chains: 5 × no answer');
  });

  it('says of a division by zero that it has no value, however many chains have it', async () => {
    const { end, metadata } = await voted([`7 / 0 = 0.${says('0')}`]);
    expect(end).toContain('Votes of 3 chains: 3 × 0');
    expect(end).toContain('0 of 1 equation holds · 7 / 0 = 0 has no value');
    expect(end).toMatch(/\*Not sure: /);
    expect(metadata).toMatchObject({ checks: [{ holds: false, wrong: { rightValue: null } }] });
  });

  it('takes numbers of 400 digits as they are', async () => {
    const [a, b] = ['9'.repeat(400), `1${'0'.repeat(400)}`];
    const { end, metadata } = await voted([`${a} + 1 = ${b}.${says(b)}`]);
    expect(end).toContain(`**Answer:** $${b}$`);
    expect(end).toContain(`Votes of 3 chains: 3 × ${b} · `);
    expect(end).toContain('1 of 1 equation holds');
    expect(metadata).toMatchObject({ answer: b, checks: [{ holds: true }] });
  });

  it('counts answers that differ in form alone as one', async () => {
    const { end } = await voted(inTurn('\\frac{1}{2}', '7', '0.5', '50\\%', '8'));
    expect(end).toContain('**Answer:** $\\frac{1}{2}$');
    expect(end).toContain('Votes of 4 chains: 3 × 1/2, 1 × 7 · The other chains');
  });

  it('that is stopped keeps the votes that are in, named as a part', async () => {
    const long = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ');
    const { end, metadata } = await voted(
      [says('42'), `${'so '.repeat(30)}${says('42')}`, long, long, long],
      /^2 of 5 chains have ended/,
    );
    expect(end).toContain('**Answer:** $42$');
    expect(end).toContain('Votes of 2 chains: 2 × 42 · Stopped after 2 of 5 chains: a part of');
    expect(metadata).toMatchObject({ votes: { asked: 5, ended: 2, isComplete: false } });
  });
});

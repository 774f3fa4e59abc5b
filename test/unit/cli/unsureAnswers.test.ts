import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../src/cli/commands/ask';
import { runCommand } from '../../../src/cli/runCommand';
import type { AnswerReport } from '../../../src/protocol/answerReport';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import type { ModelScript } from '../support/scriptedProduct';
import { calibrated, ScriptedProduct } from '../support/scriptedProduct';
import { FakeSink, fakeContext } from './fakeContext';

let product: ScriptedProduct;
beforeAll(async () => {
  product = await ScriptedProduct.install();
});
afterAll(() => product.remove());

interface Asked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Change {
  readonly manifest?: Partial<ModelManifest>;
  readonly tokenMs?: number;
  /** Stops the command when this stands on standard error. */
  readonly stopAt?: RegExp;
}

/** A sink of a terminal that tells what is written to it. */
class WatchedSink extends FakeSink {
  readonly #onText: (all: string) => void;

  constructor(onText: (all: string) => void) {
    super(true);
    this.#onText = onText;
  }

  override write(text: string): void {
    super.write(text);
    this.#onText(this.text);
  }
}

/** Lets the model say these lines. */
async function script(
  lines: ModelScript['lines'],
  { manifest = calibrated, tokenMs = 0 }: Change = {},
): Promise<void> {
  await product.addModel({ lines, tokenMs }, manifest);
}

/** `tokenskip ask …`, with the model in a process of its own. */
async function run(args: readonly string[], { stopAt }: Change = {}): Promise<Asked> {
  const abort = new AbortController();
  const context = fakeContext({
    rootDir: product.rootDir,
    env: { TOKENSKIP_CACHE: product.cacheDir },
    signal: abort.signal,
  });
  const err = new WatchedSink((text) => {
    if (stopAt?.test(text) === true) abort.abort();
  });
  const question = 'What is 6 times 7?';
  const code = await runCommand(['ask', ...args, question], [ask], '', { ...context, err });
  return { code, out: context.out.text, err: err.text };
}

interface Answered {
  readonly text: Asked;
  readonly report: AnswerReport;
  /** Of the run that printed the report. */
  readonly code: number;
}

/** The same question as text and as JSON. */
async function answer(
  lines: ModelScript['lines'],
  args: readonly string[],
  change: Change = {},
): Promise<Answered> {
  await script(lines, change);
  const [text, json] = await Promise.all([run(args, change), run([...args, '--json'], change)]);
  return { text, report: JSON.parse(json.out) as AnswerReport, code: json.code };
}

function vote(lines: ModelScript['lines'], change: Change = {}): Promise<Answered> {
  return answer(lines, ['--vote', '5', '--ratio', '0.5'], change);
}

function says(answer: string): string {
  return `So it is\n\nThe final answer is: $\\boxed{${answer}}$`;
}

/** Chains with these answers, each longer than the one before: they end in this order. */
function inTurn(...answers: readonly string[]): readonly string[] {
  return answers.map((answer, index) => `${'Well '.repeat(index)}${says(answer)}`);
}

describe('a vote on the command line', () => {
  it('prints answer, tally and chance', async () => {
    const { text, report, code } = await vote(inTurn('42', '42', '40', '42', '42'));
    expect(code).toBe(0);
    expect(text.out).toMatch(/42\D*$/);
    expect(text.err).toMatch(/Votes: 3 × 42, 1 × 40\n.*could not change it \(1 of 5 not needed\)/);
    expect(text.err).toMatch(/Likely right, about 8 in 10 \(measured on 600 answers/);
    expect(report).toMatchObject({
      answer: '42',
      checks: [],
      confidence: { isSure: true, mode: 'vote', n: 600, measuredOn: 'gsm8k, devmath' },
      votes: { asked: 5, ended: 4, groups: [{ count: 3 }, { count: 1 }], isComplete: true },
    });
  });

  it('has neither answer nor chance where no chain has one', async () => {
    const { text, report, code } = await vote(['Six and seven.']);
    expect(code).toBe(0);
    expect(text.out).toContain('No boxed answer.');
    expect(text.err).toContain('Votes: 5 without an answer');
    expect(text.err).not.toMatch(/right|wrong|in 10/);
    expect(report).toMatchObject({ answer: null, votes: { groups: [], withoutAnswer: 5 } });
    expect(report).not.toHaveProperty('confidence');
  });

  it('says of five different answers that they are a tie, and that it is not sure', async () => {
    const { text, report } = await vote(inTurn('1', '2', '3', '4', '5'));
    expect(text.err).toContain('Votes: 1 × 1, 1 × 2, 1 × 3, 1 × 4, 1 × 5\n');
    expect(text.err).toContain('A tie: the answer that came first is shown.');
    expect(text.err).toMatch(/Not sure: .* in 10 .*; check it yourself/);
    expect(report).toMatchObject({ votes: { isTie: true }, confidence: { isSure: false } });
  });

  it('shows the first of two answers with as many votes', async () => {
    const { text, report } = await vote(['Nothing.', ...inTurn('3', '4', '4', '3')]);
    expect(report).toMatchObject({
      answer: '3',
      votes: { isTie: true, withoutAnswer: 1, groups: [{ count: 2 }, { count: 2 }] },
    });
    expect(text.err).toContain('A tie');
  });

  it('ends a chain that goes in circles, and gives it no vote', async () => {
    const circle = `It is\\boxed{7} and${' again'.repeat(80)}`;
    const { report } = await vote([circle, circle, circle, circle, says('42')]);
    expect(report).toMatchObject({ answer: '42', finishReason: 'stop' });
    expect(report.votes).toMatchObject({ groups: [{ answer: '42', count: 1 }], withoutAnswer: 4 });
    const only = await vote([circle]);
    expect(only.report).toMatchObject({ answer: null, finishReason: 'loop' });
    expect(only.text.err).toContain('Ended: the model repeats itself.');
    // Each was ended long before its own end.
    expect(only.report.tokens).toBeLessThan(5 * 70);
  });

  it('counts answers that differ in form alone as one', async () => {
    const { text, report } = await vote(inTurn('\\frac{1}{2}', '7', '0.5', '50\\%', '8'));
    expect(report.votes?.groups).toMatchObject([{ count: 3 }, { answer: '7', count: 1 }]);
    expect(text.err).toContain('Votes: 3 × \\frac{1}{2}, 1 × 7');
  });

  it('keeps the tally of a vote that is stopped, names it as a part, and says that it was stopped', async () => {
    const long = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ');
    const lines = [...inTurn('42', '42'), long, long, long];
    const { text, report, code } = await vote(lines, { tokenMs: 3, stopAt: /2 of 5/ });
    expect([code, text.code]).toEqual([130, 130]);
    expect(text.err).toContain('Votes: 2 × 42\nStopped after 2 of 5 chains: a part of the vote.\n');
    expect(report).toMatchObject({
      answer: '42',
      votes: { asked: 5, ended: 2, groups: [{ answer: '42', count: 2 }], isComplete: false },
    });
    const whole = await vote(inTurn('42', '42', '42', '42', '42'));
    const chance = whole.report.confidence?.probability ?? 0;
    expect(report.confidence?.probability).toBeLessThan(chance);
  });

  it('shows checks and votes and no number for a model that was not measured', async () => {
    const lines = [`6 * 7 = 42.${says('42')}`];
    const { text, report } = await vote(lines, { manifest: { confidence: [] } });
    expect(text.err).toContain('Votes: 3 × 42');
    expect(text.err).toContain('1 of 1 equations hold');
    expect(text.err).not.toMatch(/right|wrong|in 10/);
    expect(report).not.toHaveProperty('confidence');
    expect(report).toMatchObject({ checks: [{ holds: true }], votes: { ended: 3 } });
  });
});

describe('one answer on the command line', () => {
  it('says of a division by zero that it has no value, and is not sure', async () => {
    const { text, report } = await answer([`7 / 0 = 0.${says('0')}`], []);
    expect(text.err).toContain('0 of 1 equations hold');
    expect(text.err).toContain('✗ 7 / 0 = 0: it has no value');
    expect(text.err).toMatch(/Not sure: .*; try --vote 5 or --ratio 1\.0/);
    expect(report).toMatchObject({
      checks: [{ holds: false, wrong: { rightValue: null } }],
      confidence: { isSure: false },
    });
  });

  it('takes numbers of 400 digits as they are', async () => {
    const [a, b] = ['9'.repeat(400), `1${'0'.repeat(400)}`];
    const { text, report } = await vote([`${a} + 1 = ${b}.${says(b)}`]);
    expect(text.out).toContain(b);
    expect(report).toMatchObject({
      answer: b,
      checks: [{ holds: true }],
      votes: { groups: [{ answer: b, count: 3 }] },
    });
    const off = await answer([`${a} + 1 = ${a}.${says(a)}`], ['--exact', 'off']);
    expect(off.text.err).toContain(`it should be ${b}`);
    expect(off.report).toMatchObject({ answer: a });
    // The chances were measured with exact results.
    expect(off.report).not.toHaveProperty('confidence');
  });

  it('asks in full after a short answer that is not sure, and pays for both', async () => {
    const short = `7 / 0 = 0.${says('0')}`;
    const full = `6 * 7 = 42.${says('42')}`;
    const auto = ['--ratio', 'auto'];
    const { text, report } = await answer([short, full], auto);
    expect(text.err).toContain('Not sure at this ratio: asking for the full reasoning.');
    expect(text.err).toMatch(/Likely right, about 9 in 10/);
    expect(report).toMatchObject({ answer: '42', ratio: 1, confidence: { isSure: true } });
    const sure = await answer([full, short], auto);
    expect(sure.report).toMatchObject({ answer: '42', ratio: 0.5 });
    expect(report.tokens).toBeGreaterThan(sure.report.tokens);
  });
});

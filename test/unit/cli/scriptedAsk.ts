import { Readable } from 'node:stream';
import { ask } from '../../../src/cli/commands/ask';
import { chat } from '../../../src/cli/commands/chat';
import { runCommand } from '../../../src/cli/runCommand';
import type { AnswerReport } from '../../../src/protocol/answerReport';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import type { ModelScript } from '../support/scriptedProduct';
import { calibrated, ScriptedProduct } from '../support/scriptedProduct';
import { FakeSink, fakeContext } from './fakeContext';

/** What a command wrote. */
export interface Asked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Change {
  readonly manifest?: Partial<ModelManifest>;
  readonly tokenMs?: number;
  /** Stops the command when this stands on standard error. */
  readonly stopAt?: RegExp;
}

export interface Answered {
  readonly text: Asked;
  readonly report: AnswerReport;
  /** Of the run that printed the report. */
  readonly code: number;
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

/** `tokenskip ask` and `chat` with a model in a process of its own that says what a test tells it to. */
export class ScriptedAsk {
  readonly #product: ScriptedProduct;

  private constructor(product: ScriptedProduct) {
    this.#product = product;
  }

  static async install(): Promise<ScriptedAsk> {
    return new ScriptedAsk(await ScriptedProduct.install());
  }

  /** The same question as text and as JSON. */
  async answer(
    lines: ModelScript['lines'],
    args: readonly string[],
    change: Change = {},
  ): Promise<Answered> {
    await this.#script(lines, change);
    const [text, json] = await Promise.all([
      this.#run(args, change),
      this.#run([...args, '--json'], change),
    ]);
    return { text, report: JSON.parse(json.out) as AnswerReport, code: json.code };
  }

  vote(lines: ModelScript['lines'], change: Change = {}): Promise<Answered> {
    return this.answer(lines, ['--vote', '5', '--ratio', '0.5'], change);
  }

  /** What `ask` writes of a model that is named by its folder, whatever becomes of it. */
  async askFolder(
    lines: ModelScript['lines'],
    args: readonly string[],
    change: Change = {},
  ): Promise<Asked> {
    return this.#run(['--model', await this.#script(lines, change), ...args], change);
  }

  /** One question of `tokenskip chat`. */
  async chat(
    lines: ModelScript['lines'],
    args: readonly string[],
    change: Change = {},
  ): Promise<Asked> {
    await this.#script(lines, change);
    return this.#write(['chat', ...args], change, Readable.from([`${question}\n`]));
  }

  remove(): Promise<void> {
    return this.#product.remove();
  }

  /** Resolves to the folder of the model. */
  #script(
    lines: ModelScript['lines'],
    { manifest = calibrated, tokenMs = 0 }: Change,
  ): Promise<string> {
    return this.#product.addModel({ lines, tokenMs }, manifest);
  }

  #run(args: readonly string[], change: Change): Promise<Asked> {
    return this.#write(['ask', ...args, question], change);
  }

  async #write(args: readonly string[], { stopAt }: Change, stdin?: Readable): Promise<Asked> {
    const abort = new AbortController();
    const context = fakeContext({
      rootDir: this.#product.rootDir,
      env: { TOKENSKIP_CACHE: this.#product.cacheDir },
      signal: abort.signal,
      ...(stdin === undefined ? {} : { stdin }),
    });
    const err = new WatchedSink((text) => {
      if (stopAt?.test(text) === true) abort.abort();
    });
    const code = await runCommand(args, [ask, chat], '', { ...context, err });
    return { code, out: context.out.text, err: err.text };
  }
}

const question = 'What is 6 times 7?';

export function says(answer: string): string {
  return `So it is\n\nThe final answer is: $\\boxed{${answer}}$`;
}

/** Chains with these answers, each longer than the one before: they end in this order. */
export function inTurn(...answers: readonly string[]): readonly string[] {
  return answers.map((answer, index) => `${'Well '.repeat(index)}${says(answer)}`);
}

import { createInterface } from 'node:readline';
import { formatAnswerLine } from '../../core/answer/answerLine';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import { checkAgainChains } from '../../core/vote/voteSeconds';
import { isAppError, isCancelled } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { AskStep } from '../../engine/ask/askAtRatios';
import { askAtRatios } from '../../engine/ask/askAtRatios';
import { chooseRatio, requireRatioText } from '../../engine/ask/ratioChoice';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { ProgressLine } from '../terminal/progressLine';
import { terminalText } from '../terminal/terminalText';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';
import { VoteProgress } from '../voteProgress';
import { nextStepNote, wasWrittenLast, writeReport } from '../writeReport';

const defaultMaxTokens = 1024;
/** Earlier questions that are sent along; their chains are not, so a turn is short. */
const keptTurns = 8;

const help = `tokenskip chat - questions one after another, each knowing the answers before it

Usage: tokenskip chat [--model M] [--ratio R] [--max-tokens N] [--device D] [--json]

Each line is a question. /ratio R changes the ratio, /new forgets what was said, /quit ends (as does
the end of the input). Ctrl-C stops an answer; at the prompt it ends. With --json each answer is one
JSON object on a line of its own, with the members of \`tokenskip ask --json\`.`;

const flags = {
  model: { type: 'string' },
  ratio: { type: 'string' },
  'max-tokens': { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values } = parseFlags('chat', args, flags);
  requireRatioText(values.ratio);
  const maxNewTokens =
    parseWholeNumber('--max-tokens', values['max-tokens'], 1, limits.maxNewTokens) ??
    defaultMaxTokens;
  const device = parseDevice(values.device);
  const model = await prepareModel(values.model, context);
  chooseRatio(values.ratio, model.manifest);
  return withEngine(model, { device }, context, async (session) => {
    const chat = new Chat(session, context, {
      maxNewTokens,
      ratio: values.ratio,
      json: values.json === true,
    });
    return chat.run();
  });
}

/** The loop over lines. */
class Chat {
  readonly #session: EngineSession;
  readonly #context: CliContext;
  readonly #maxNewTokens: number;
  readonly #json: boolean;
  #ratio: string | undefined;
  #turns: readonly PromptTurn[] = [];
  /** Of the answer that is being written. */
  #answering: AbortController | undefined;

  constructor(
    session: EngineSession,
    context: CliContext,
    options: {
      readonly maxNewTokens: number;
      readonly ratio: string | undefined;
      readonly json: boolean;
    },
  ) {
    this.#session = session;
    this.#context = context;
    this.#maxNewTokens = options.maxNewTokens;
    this.#json = options.json;
    this.#ratio = options.ratio;
  }

  async run(): Promise<ExitCode> {
    const { stdin, err, signal } = this.#context;
    const isTerminal = err.isTerminal;
    const lines = createInterface({
      input: stdin,
      prompt: '> ',
      terminal: isTerminal,
      ...(isTerminal ? { output: process.stderr } : {}),
    });
    // In a terminal readline takes Ctrl-C; elsewhere the process's own signal ends everything.
    lines.on('SIGINT', () => {
      if (this.#answering === undefined) lines.close();
      else this.#answering.abort();
    });
    signal.addEventListener('abort', () => lines.close());
    // Prompting after the end of the input would wait for more of it.
    let isOver = false;
    lines.on('close', () => (isOver = true));
    const prompt = (): void => {
      if (isTerminal && !isOver) lines.prompt();
    };
    prompt();
    for await (const line of lines) {
      if (line.trim() === '/quit') break;
      await this.#handle(line.trim());
      if (signal.aborted) return exitCodes.stopped;
      prompt();
    }
    return signal.aborted ? exitCodes.stopped : exitCodes.ok;
  }

  async #handle(line: string): Promise<void> {
    if (line === '') return;
    const { err } = this.#context;
    try {
      if (line === '/new') {
        this.#turns = [];
      } else if (line.startsWith('/ratio ')) {
        const text = line.slice('/ratio '.length).trim();
        chooseRatio(text, this.#session.manifest);
        this.#ratio = text;
      } else if (line.startsWith('/')) {
        err.write('Commands: /ratio R, /new, /quit.\n');
      } else {
        await this.#answer(line);
      }
    } catch (error) {
      // What one question runs into does not end the conversation.
      if (isCancelled(error)) err.write('\nStopped.\n');
      else if (isAppError(error)) err.write(`tokenskip: ${error.message}\n`);
      else throw error;
    }
  }

  async #answer(question: string): Promise<void> {
    const { out, err, signal } = this.#context;
    const choice = chooseRatio(this.#ratio, this.#session.manifest);
    if (choice.note !== undefined) err.write(`${choice.note}\n`);
    const progress = new ProgressLine(err);
    const voting = new VoteProgress(progress, checkAgainChains);
    const steps: AskStep[] = [];
    this.#answering = new AbortController();
    const stop = AbortSignal.any([signal, this.#answering.signal]);
    try {
      const report = await askAtRatios(
        this.#session,
        {
          text: question,
          maxNewTokens: this.#maxNewTokens,
          sampling: {},
          history: this.#turns,
        },
        choice,
        {
          signal: stop,
          onReasoning: (text) => {
            if (!this.#json) out.write(terminalText(text));
          },
          onStep: (step) => {
            steps.push(step);
            err.write(nextStepNote(step) ?? '');
          },
          onVotes: voting.onVotes,
          onVoteTokens: voting.onTokens,
        },
      );
      progress.clear();
      const written = {
        maxNewTokens: this.#maxNewTokens,
        isStreamed: wasWrittenLast(report, steps),
      };
      if (this.#json) out.write(`${JSON.stringify(report)}\n`);
      else writeReport(report, written, this.#session, this.#context);
      if (report.answer === null) return;
      const answer = formatAnswerLine(report.answer);
      const turn = { question, answer, keepRatio: report.ratio };
      this.#turns = [...this.#turns, turn].slice(-keptTurns);
    } finally {
      progress.clear();
      this.#answering = undefined;
    }
  }
}

export const chat: Command = {
  name: 'chat',
  summary: 'questions one after another',
  help,
  run,
};

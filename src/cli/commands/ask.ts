import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { checkAgainChains } from '../../core/vote/voteSeconds';
import type { AskStep, RatioQuestion } from '../../engine/ask/askAtRatios';
import { askAtRatios } from '../../engine/ask/askAtRatios';
import { askByVote } from '../../engine/ask/askByVote';
import type { RatioChoice } from '../../engine/ask/ratioChoice';
import { chooseRatio, requireRatioText } from '../../engine/ask/ratioChoice';
import type { AnswerReport } from '../../protocol/answerReport';
import { AppError, isCancelled } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseDecimal, parseFlags, parseSwitch, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { readQuestion } from '../readQuestion';
import { ProgressLine } from '../terminal/progressLine';
import { terminalText } from '../terminal/terminalText';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';
import { remoteChoice, remoteFlags, remoteHelp, withRemote } from '../withRemote';
import { VoteProgress } from '../voteProgress';
import { nextStepNote, wasWrittenLast, writeReport } from '../writeReport';

/** The largest budget of the paper's evaluations. */
const defaultMaxTokens = 1024;
/** A prompt read in less needs no progress. */
const longPromptTokens = 512;
/** More chains than that change nothing but the time. */
const maxVotes = 32;

const help = `tokenskip ask - one question, its reasoning and its answer

Usage: tokenskip ask [flags] QUESTION
       tokenskip ask [flags] -          (the question comes from standard input)

  --model M          folder or id of a model (see \`tokenskip model list\`); default: the embedded one,
                     else Qwen2.5-Coder-0.5B-Instruct, prepared on first use
${remoteHelp}
  --ratio R          part of the reasoning to keep: 1.0 (default), 0.9 ... 0.5, or auto (short first,
                     then once, if that is not sure or gave no answer, the full reasoning or a vote of
                     five short ones, whichever the model was measured to gain more by)
  --max-tokens N     most tokens to write, default ${defaultMaxTokens}
  --device D         auto (default), cpu, webgpu, cuda, dml
  --threads N        compute threads, default: the physical cores
  --temperature T    0 (default) always takes the likeliest token; up to 2
  --vote K           write K chains (2 to ${maxVotes}) at a temperature of 0.7 and take the answer that most of
                     them come to; ends when the rest cannot change it
  --exact on|off     compute results exactly while the reasoning is written: a number that does not
                     follow from its expression is replaced; default ${exactByDefault ? 'on' : 'off'}
  --seed N           same seed, same text; default 0
  --json             one JSON object at the end instead of text: answer, lastNumber, chain, tokens,
                     chainTokens, promptTokens, seconds, tokensPerSecond, timeToFirstToken, finishReason,
                     device, deviceReason, model, ratio, trainedForRatio, saved, checks, and where they
                     exist corrections, confidence, isOutside, votes

Reasoning and answer go to standard output, everything else to standard error.
Ctrl-C stops and keeps what was written; pressed again it ends at once.`;

const flags = {
  model: { type: 'string' },
  ...remoteFlags,
  ratio: { type: 'string' },
  'max-tokens': { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  temperature: { type: 'string' },
  seed: { type: 'string' },
  vote: { type: 'string' },
  exact: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('ask', args, flags);
  const settings = {
    maxNewTokens:
      parseWholeNumber('--max-tokens', values['max-tokens'], 1, limits.maxNewTokens) ??
      defaultMaxTokens,
    sampling: {
      temperature: parseDecimal('--temperature', values.temperature, 0, 2) ?? 0,
      seed: parseWholeNumber('--seed', values.seed, 0, 0xffff_ffff) ?? 0,
    },
  };
  const exactArithmetic = parseSwitch('--exact', values.exact);
  const question = {
    ...settings,
    ...(exactArithmetic === undefined ? {} : { exactArithmetic }),
  };
  const device = parseDevice(values.device);
  const threads = parseWholeNumber('--threads', values.threads, 1, 256);
  const chainCount = parseWholeNumber('--vote', values.vote, 2, maxVotes);
  requireRatioText(values.ratio);
  const text = await readQuestion(positionals, context.stdin, context.signal);
  const output = { chainCount, json: values.json === true };
  const remote = remoteChoice(values);
  if (remote !== undefined) {
    if (exactArithmetic === true) {
      throw new AppError(
        'invalid-argument',
        'A server writes its answers itself: leave out --exact on, or use a model on this machine.',
      );
    }
    return withRemote(remote, context, (session) =>
      answer(
        session,
        chooseRatio(values.ratio, session.manifest),
        { text, ...question },
        context,
        output,
      ),
    );
  }
  const model = await prepareModel(values.model, context);
  const ratio = chooseRatio(values.ratio, model.manifest);
  return withEngine(model, { device, threads }, context, (session) =>
    answer(session, ratio, { text, ...question }, context, output),
  );
}

/** Asks as the choice says, or by a vote; what comes is shown as it comes. */
async function answer(
  session: EngineSession,
  ratio: RatioChoice,
  question: RatioQuestion,
  context: CliContext,
  { chainCount, json }: { readonly chainCount: number | undefined; readonly json: boolean },
): Promise<ExitCode> {
  const { out, err } = context;
  if (ratio.note !== undefined) err.write(`${ratio.note}\n`);
  const progress = new ProgressLine(err);
  const { maxNewTokens } = question;
  let reasoning = '';
  const steps: AskStep[] = [];
  const write = (report: AnswerReport, isStreamed: boolean): ExitCode => {
    progress.clear();
    if (json) out.write(`${JSON.stringify(report)}\n`);
    else writeReport(report, { maxNewTokens, isStreamed }, session, context);
    // A vote that was stopped has an answer all the same.
    return context.signal.aborted ? exitCodes.stopped : exitCodes.ok;
  };
  try {
    if (chainCount !== undefined) {
      return write(
        await vote(session, { ...question, chainCount }, ratio, context, progress),
        false,
      );
    }
    const voting = new VoteProgress(progress, checkAgainChains);
    const report = await askAtRatios(session, question, ratio, {
      signal: context.signal,
      onStep: (step) => {
        if (step.kind === 'chain') reasoning = '';
        steps.push(step);
        err.write(nextStepNote(step) ?? '');
      },
      onVotes: voting.onVotes,
      onVoteTokens: voting.onTokens,
      onPrefill: (done, total) => {
        if (total < longPromptTokens) return;
        progress.update({ label: 'Reading the question', done, total, unit: 'share' });
      },
      onReasoning: (text) => {
        if (reasoning === '') progress.clear();
        reasoning += text;
        if (!json) out.write(terminalText(text));
      },
    });
    return write(report, wasWrittenLast(report, steps));
  } catch (error) {
    if (!isCancelled(error)) throw error;
    writeStopped(reasoning, context, json);
    return exitCodes.stopped;
  } finally {
    progress.clear();
  }
}

/** Several chains at the first ratio of the choice; the tally is shown as it grows. */
async function vote(
  session: EngineSession,
  question: RatioQuestion & { readonly chainCount: number },
  ratio: RatioChoice,
  context: CliContext,
  progress: ProgressLine,
): Promise<AnswerReport> {
  const { chainCount, sampling } = question;
  const voting = new VoteProgress(progress, chainCount);
  return askByVote(
    session,
    { ...question, keepRatio: ratio.keepRatio, seed: sampling.seed ?? 0 },
    { signal: context.signal, onTokens: voting.onTokens, onVotes: voting.onVotes },
  );
}

/** What was written until the stop. */
function writeStopped(reasoning: string, { out, err }: CliContext, json: boolean): void {
  if (json) {
    const stopped = { answer: null, chain: reasoning, finishReason: 'cancelled' };
    out.write(`${JSON.stringify(stopped)}\n`);
    return;
  }
  if (reasoning !== '') out.write('\n');
  err.write('Stopped.\n');
}

export const ask: Command = {
  name: 'ask',
  summary: 'one question, its reasoning and its answer',
  help,
  run,
};

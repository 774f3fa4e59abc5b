import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { followUpOpening } from '../../core/conversation/followUpOpening';
import { questionPrompt } from '../../core/prompt/questionPrompt';
import type { Waste } from '../../core/savings';
import { addWaste } from '../../core/savings';
import type { VoteTally } from '../../core/vote/voteTally';
import { addVote, emptyTally, isDecided, ranked, voteLead } from '../../core/vote/voteTally';
import type { AnswerReport, VoteReport } from '../../protocol/answerReport';
import { AppError, isCancelled } from '../../protocol/appError';
import type { GeneratedText } from '../../protocol/childProtocol';
import type { Answered, Question } from './askQuestion';
import { needsLikelihood } from './confidenceOf';
import type { ModelSession } from './modelSession';
import { reportAnswer } from './reportAnswer';
import { voteReport } from './voteReport';

/** Draws the chains apart; the value of the paper on self-consistency for small models. */
export const voteTemperature = 0.7;

/** A question that several chains answer. */
export interface VoteQuestion extends Omit<Question, 'sampling'> {
  /** Chains to write, 2 to 64. */
  readonly chainCount: number;
  readonly seed: number;
  /** What answers to the same question cost before: subtracted from the saving like chains that lost. */
  readonly spent?: Waste;
}

export interface VoteHooks {
  readonly signal: AbortSignal;
  /** After each chain that ended: the votes so far, named as a part. */
  readonly onVotes?: (votes: VoteReport) => void;
  /** Tokens of all chains together. */
  readonly onTokens?: (tokenCount: number) => void;
}

/**
 * Writes several chains as one batch on one prompt and reports the answer that most of them came to.
 * It ends as soon as the rest cannot change the winner. A person's stop keeps the tally as it is,
 * named as a part, once a chain has ended; before that it ends with `cancelled`.
 *
 * All tokens count: those of the chains that are not shown are subtracted from the saving.
 *
 * Source: Wang et al., «Self-Consistency Improves Chain of Thought Reasoning», arXiv 2203.11171.
 * Codes: those of `Engine.generate`.
 */
export async function askByVote(
  session: ModelSession,
  question: VoteQuestion,
  hooks: VoteHooks,
): Promise<AnswerReport> {
  const vote = new Vote(question.chainCount, hooks);
  const { engine, manifest } = session;
  const { text, keepRatio, history = [], spent = { tokens: 0, seconds: 0 } } = question;
  const { chainCount: chains } = question;
  const opening = followUpOpening(manifest, history);
  const prompt = questionPrompt(manifest, { question: text, keepRatio, history, opening });
  const began = performance.now();
  try {
    await engine.generate(
      {
        prompts: Array.from({ length: question.chainCount }, () => prompt),
        batchSize: question.chainCount,
        maxNewTokens: question.maxNewTokens,
        sampling: { temperature: voteTemperature, seed: question.seed },
        stopTokens: manifest.prompt.stopTokens,
        logProbabilities: needsLikelihood(manifest),
        exactArithmetic: question.exactArithmetic ?? exactByDefault,
      },
      {
        signal: AbortSignal.any([hooks.signal, vote.decided]),
        onToken: (row, _, tokenCount) => vote.count(row, tokenCount),
        onRow: (row, output) => vote.end(row, output),
      },
    );
  } catch (error) {
    if (!isCancelled(error) || vote.endedCount === 0) throw error;
  }
  const wallMs = performance.now() - began;
  const { answered, others, lead } = vote.shown(wallMs);
  // The person's stop has ended the vote; what is left to do is short.
  const report = await reportAnswer(
    session,
    answered,
    { question, keepRatio, failed: addWaste(others, spent), vote: { lead, chains, keepRatio } },
    new AbortController().signal,
  );
  return {
    ...report,
    seconds: wallMs / 1000 + spent.seconds,
    votes: vote.report(!hooks.signal.aborted),
  };
}

/** The chains of one vote while they are written. */
class Vote {
  readonly #chainCount: number;
  readonly #hooks: VoteHooks;
  readonly #abort = new AbortController();
  /** Tokens of each chain so far. */
  readonly #tokens: number[];
  readonly #ended = new Map<number, GeneratedText>();
  #tally: VoteTally = emptyTally;

  constructor(chainCount: number, hooks: VoteHooks) {
    this.#chainCount = chainCount;
    this.#hooks = hooks;
    this.#tokens = Array.from({ length: chainCount }, () => 0);
  }

  /** Aborts when the rest cannot change the winner. */
  get decided(): AbortSignal {
    return this.#abort.signal;
  }

  get endedCount(): number {
    return this.#ended.size;
  }

  count(chain: number, tokenCount: number): void {
    this.#tokens[chain] = tokenCount;
    this.#hooks.onTokens?.(this.#tokenCount());
  }

  end(chain: number, output: GeneratedText): void {
    this.#ended.set(chain, output);
    this.#tokens[chain] = output.tokenIds.length;
    const { answer, isComplete } = splitAnswer(output.text);
    const isVote = isComplete && output.finishReason === 'stop';
    this.#tally = addVote(this.#tally, chain, isVote ? answer : undefined);
    this.#hooks.onVotes?.(this.report(false));
    const left = this.#chainCount - this.#ended.size;
    if (left > 0 && isDecided(this.#tally, left)) this.#abort.abort();
  }

  /** The first chain that won (the first that ended, if none has an answer), and what others cost. */
  shown(wallMs: number): {
    readonly answered: Answered;
    readonly others: Waste;
    readonly lead: number;
  } {
    const winner = ranked(this.#tally)[0]?.chains[0];
    const output = this.#ended.get(winner ?? [...this.#ended.keys()][0] ?? 0);
    if (output === undefined) throw new AppError('internal', 'no chain has ended');
    const tokens = this.#tokenCount();
    const own = output.tokenIds.length;
    // A token costs less in a batch than alone: counted at the batch's rate the saving is too small
    // rather than too large. The winner's own time would end before the vote did.
    const votedMs = Math.max(0, wallMs - output.timeToFirstTokenMs);
    const decodeMs = tokens > 0 ? (votedMs * own) / tokens : 0;
    const split = splitAnswer(output.text);
    return {
      // The box of a chain that was cut or went in circles was no vote, so it is no answer.
      answered: {
        split: winner === undefined ? { ...split, answer: undefined } : split,
        output: { ...output, decodeMs },
        wallMs,
      },
      others: { tokens: tokens - own, seconds: (wallMs - decodeMs) / 1000 },
      lead: voteLead(this.#tally, this.#chainCount),
    };
  }

  report(isComplete: boolean): VoteReport {
    const [asked, ended] = [this.#chainCount, this.#ended.size];
    return voteReport(this.#tally, { asked, ended, isComplete });
  }

  #tokenCount(): number {
    return this.#tokens.reduce((sum, count) => sum + count, 0);
  }
}

import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { answerLineStart } from '../../core/answer/answerLine';
import type { SplitAnswer } from '../../core/answer/splitAnswer';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { followUpOpening } from '../../core/conversation/followUpOpening';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import { questionPrompt } from '../../core/prompt/questionPrompt';
import { StopSequences } from '../../core/stopSequences';
import { AppError } from '../../protocol/appError';
import type { GeneratedText, SamplingOptions } from '../../protocol/childProtocol';
import { needsLikelihood } from './confidenceOf';
import type { ModelSession } from './modelSession';

export interface Question {
  readonly text: string;
  readonly keepRatio: number;
  readonly maxNewTokens: number;
  readonly sampling: SamplingOptions;
  /** Earlier questions with their answer lines, oldest first. */
  readonly history?: readonly PromptTurn[];
  /** The chance of being right below which an answer is not sure; 0 to 1. */
  readonly notSureBelow?: number;
  /** Numbers that do not follow from their expressions are replaced; default {@link exactByDefault}. */
  readonly exactArithmetic?: boolean;
}

export interface QuestionHooks {
  readonly signal: AbortSignal;
  /** Reasoning as it is written (may be empty), without the answer line; all tokens so far. */
  readonly onReasoning?: (text: string, tokenCount: number) => void;
  readonly onPrefill?: (doneTokens: number, totalTokens: number) => void;
}

/** One answer, taken apart. */
export interface Answered {
  readonly split: SplitAnswer;
  readonly output: GeneratedText;
  /** From the request to the last token. */
  readonly wallMs: number;
}

/** Asks once. Codes: those of `Engine.generate`. */
export async function askQuestion(
  session: ModelSession,
  question: Question,
  hooks: QuestionHooks,
): Promise<Answered> {
  const { engine, manifest } = session;
  const { history = [] } = question;
  const reasoning = new StopSequences([answerLineStart]);
  const prompt = questionPrompt(manifest, {
    question: question.text,
    keepRatio: question.keepRatio,
    history,
    opening: followUpOpening(manifest, history),
  });
  const result = await engine.generate(
    {
      prompts: [prompt],
      maxNewTokens: question.maxNewTokens,
      sampling: question.sampling,
      stopTokens: manifest.prompt.stopTokens,
      logProbabilities: needsLikelihood(manifest),
      exactArithmetic: question.exactArithmetic ?? exactByDefault,
    },
    {
      signal: hooks.signal,
      onToken: (_, text, tokenCount) => hooks.onReasoning?.(reasoning.push(text).text, tokenCount),
      onPrefill: (_, done, total) => hooks.onPrefill?.(done, total),
    },
  );
  const [output] = result.outputs;
  if (output === undefined) throw new AppError('internal', 'the engine gave no output');
  hooks.onReasoning?.(reasoning.flush(), output.tokenIds.length);
  return { split: splitAnswer(output.text), output, wallMs: result.wallMs };
}

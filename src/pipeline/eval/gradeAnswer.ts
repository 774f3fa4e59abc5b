import { splitAnswer } from '../../core/answer/splitAnswer';
import type { Likelihood } from '../../core/confidence/likelihood';
import { chainSignals } from '../../core/confidence/signals';
import { equationMarks } from '../../engine/ask/equationMarks';
import type { EvalQuestion } from './benchmark';
import type { EvalRow } from './evalLog';
import { isRight } from './isRight';

/** What a model wrote, and how likely it found it where that is known. */
interface WrittenAnswer extends Pick<EvalRow, 'text' | 'tokens' | 'finishReason'> {
  readonly likelihood: Likelihood | undefined;
}

/** The answer in a text, whether it is right, and what the product sees of it. */
export function gradeAnswer(
  { question, gold }: EvalQuestion,
  { text, tokens: tokenCount, finishReason, likelihood }: WrittenAnswer,
): Pick<EvalRow, 'correct' | 'answer' | 'signals'> {
  const { answer, chain } = splitAnswer(text);
  if (answer === undefined) return { correct: false, answer: null };
  const correct = isRight(answer, question, gold);
  if (likelihood === undefined) return { correct, answer };
  const [checks, isFinished] = [equationMarks(chain), finishReason === 'stop'];
  const seen = { question, answer, chain, checks, isFinished, tokenCount, likelihood };
  return { correct, answer, signals: chainSignals(seen) };
}

import type { Losses } from '../../core/recover/findLosses';
import { findLosses } from '../../core/recover/findLosses';
import { splitAnswer } from '../../core/answer/splitAnswer';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import type { AnswerReport } from '../../protocol/answerReport';
import type { Question } from './askQuestion';
import { askQuestion } from './askQuestion';
import { fitHistory } from './fitHistory';
import type { ModelSession } from './modelSession';
import { reportAnswer } from './reportAnswer';

/** A short chain that is to be put in full sentences. */
export interface ShortChain {
  /** What it answers; '' where only the chain is known. */
  readonly question: string;
  /** What the question follows upon, oldest first. */
  readonly history: readonly PromptTurn[];
  readonly chain: string;
  /** Null where it has none. */
  readonly answer: string | null;
  readonly maxNewTokens: number;
}

export interface ExpandHooks {
  readonly signal: AbortSignal;
  /** The text so far; the newest wins. It begins anew when the full reasoning is written instead. */
  readonly onText: (source: ExpandedChain['source'], text: string) => void;
}

/** What came of it. */
export type ExpandedChain =
  /** The model's sentences, with every equation and the answer in them. */
  | { readonly source: 'rewritten'; readonly text: string }
  /** The sentences had lost something: the question was asked again, for its full reasoning. */
  | { readonly source: 'full'; readonly report: AnswerReport; readonly losses: Losses }
  /** The sentences had lost something and no question is known: nothing but the chain is true. */
  | { readonly source: 'given'; readonly losses: Losses };

/**
 * The chain in full sentences, checked by code: a text without its equations or with another answer
 * is never given out as its explanation. Codes: those of `Engine.generate`.
 */
export async function expandChain(
  session: ModelSession,
  short: ShortChain,
  hooks: ExpandHooks,
): Promise<ExpandedChain> {
  const { chain, answer, maxNewTokens, question } = short;
  const before = await fitting(rewriteRequest(short, []));
  const written = await write('rewritten', { text: rewriteRequest(short, before), maxNewTokens });
  const losses = findLosses(chain, answer, written.output.text);
  if (losses.equations.length === 0 && !losses.answer) {
    return { source: 'rewritten', text: splitAnswer(written.output.text).chain.trim() };
  }
  if (question === '') return { source: 'given', losses };
  const asked = { text: question, history: await fitting(question), maxNewTokens };
  const answered = await write('full', asked);
  const attempt = { question: asked, keepRatio: 1, failed: { tokens: 0, seconds: 0 } };
  const report = await reportAnswer(session, answered, attempt, hooks.signal);
  return { source: 'full', report, losses };

  /** The earlier turns that there is room for beside `text`. */
  async function fitting(text: string): Promise<readonly PromptTurn[]> {
    const request = { question: text, keepRatio: 1, history: short.history };
    return (await fitHistory(session, request, maxNewTokens, hooks.signal)).history;
  }

  function write(
    source: ExpandedChain['source'],
    asked: Pick<Question, 'text' | 'history' | 'maxNewTokens'>,
  ): ReturnType<typeof askQuestion> {
    let text = '';
    return askQuestion(
      session,
      { ...asked, keepRatio: 1, sampling: {} },
      {
        signal: hooks.signal,
        onReasoning: (piece) => hooks.onText(source, (text += piece)),
      },
    );
  }
}

/**
 * The earlier turns stand in it as a text: as turns of the conversation they would ask for one more
 * answer, and without their chains for a short one.
 */
function rewriteRequest(
  { question, chain, answer }: ShortChain,
  history: readonly PromptTurn[],
): string {
  const parts = [
    'Write these short notes of a solution out in full sentences, step by step. Keep every equation exactly as it is written in the notes. Do not compute anything anew.',
    ...history.map((turn) => `Earlier problem: ${turn.question}\nIts answer: ${valueOf(turn)}`),
    ...(question === '' ? [] : [`Problem: ${question}`]),
    `Notes: ${chain.trim()}`,
    ...(answer === null ? [] : [`Answer of the notes: ${answer}`]),
  ];
  return parts.join('\n\n');
}

/** Without the words of the answer line: text after those would be taken for the new answer. */
function valueOf({ answer }: PromptTurn): string {
  return splitAnswer(answer).answer ?? answer;
}

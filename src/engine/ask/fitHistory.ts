import { turnsThatLeave } from '../../core/conversation/turnsThatLeave';
import type { PromptPart } from '../../core/prompt/promptPart';
import type { PromptRequest, PromptTurn } from '../../core/prompt/promptTemplate';
import { questionPrompt } from '../../core/prompt/questionPrompt';
import type { ModelSession } from './modelSession';

/** Earlier turns that a prompt has room for. */
export interface FittedHistory {
  readonly history: readonly PromptTurn[];
  /** How many of the oldest turns had to leave. */
  readonly leftCount: number;
}

/**
 * The newest turns of `request.history` that the model's context holds beside the question and an
 * answer of at most `answerTokens`. Codes: those of `Engine.countTokens`.
 */
export async function fitHistory(
  session: ModelSession,
  request: PromptRequest,
  answerTokens: number,
  signal: AbortSignal,
): Promise<FittedHistory> {
  const { question, keepRatio = 1, history = [] } = request;
  if (history.length === 0) return { history, leftCount: 0 };
  const { manifest } = session;
  // A turn costs what a prompt with it has more than one without it.
  const prompts = [
    questionPrompt(manifest, { question: '' }),
    questionPrompt(manifest, { question, keepRatio }),
    ...history.map((turn) => questionPrompt(manifest, { question: '', history: [turn] })),
  ];
  const [bare = 0, questionTokens = 0, ...withTurn] = await promptSizes(session, prompts, signal);
  const leftCount = turnsThatLeave({
    contextLength: session.loaded.contextLength,
    questionTokens,
    answerTokens,
    turnTokens: withTurn.map((tokens) => tokens - bare),
  });
  return { history: history.slice(leftCount), leftCount };
}

/** Token count of each prompt. */
async function promptSizes(
  session: ModelSession,
  prompts: readonly (readonly PromptPart[])[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const texts = prompts.flatMap((parts) =>
    parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])),
  );
  const counts = await session.engine.countTokens(texts, { signal });
  let next = 0;
  return prompts.map((parts) =>
    parts.reduce((sum, part) => sum + (part.kind === 'text' ? (counts[next++] ?? 0) : 1), 0),
  );
}

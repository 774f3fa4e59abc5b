import { answersEqual } from '../../core/answer/answersEqual';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import { isFullRatio } from '../../core/ratio';
import { equationMarks } from '../../engine/ask/equationMarks';
import type { ExpandedChain } from '../../engine/ask/expandChain';
import { expandChain } from '../../engine/ask/expandChain';
import { isCancelled } from '../../protocol/appError';
import type { SentencesView } from '../../protocol/webview/panelLink';
import { failureOf } from '../ask/failureOf';
import type { HostServices } from '../hostServices';

/** Between two snapshots of a text that is written. */
const pushIntervalMs = 50;

export interface ExplainedChain {
  /** '' where only the chain is known. */
  readonly question: string;
  /** What the question follows upon, oldest first. */
  readonly history: readonly PromptTurn[];
  readonly chain: string;
  readonly answer: string | null;
  /** γ it was written at; undefined where that is not known. */
  readonly keepRatio: number | undefined;
}

export interface ExplainHooks {
  readonly signal: AbortSignal;
  /** Complete snapshots; the last one is not `writing`. */
  readonly onView: (view: SentencesView) => void;
}

/** What is known before anything is written. */
export const noSentences: SentencesView = {
  state: 'writing',
  source: 'rewritten',
  text: '',
  checks: [],
  lostEquations: 0,
  lostAnswer: false,
  isSameAnswer: null,
  failure: null,
};

/** Puts a chain in full sentences; one that was written in full is given as it is. Never rejects. */
export async function explainChain(
  { models, settings }: HostServices,
  explained: ExplainedChain,
  { signal, onView }: ExplainHooks,
): Promise<void> {
  const { question, history, chain, answer, keepRatio } = explained;
  let view = noSentences;
  let pushedAtMs = -Infinity;
  const show = (change: Partial<SentencesView>): void => onView((view = { ...view, ...change }));
  if (keepRatio !== undefined && isFullRatio(keepRatio)) {
    show({ state: 'done', source: 'given', text: chain, checks: equationMarks(chain) });
    return;
  }
  show({});
  try {
    const { maxTokens } = settings.current;
    const expanded = await models.use(
      (session) =>
        expandChain(
          session,
          { question, history, chain, answer, maxNewTokens: maxTokens },
          {
            signal,
            onText: (source, text) => {
              view = { ...view, source, text };
              if (performance.now() - pushedAtMs < pushIntervalMs) return;
              pushedAtMs = performance.now();
              show({});
            },
          },
        ),
      signal,
    );
    show({ state: 'done', ...outcomeOf(expanded, explained) });
  } catch (error) {
    // What is written by then has not been checked: it may have lost an equation.
    if (isCancelled(error)) show({ state: 'stopped', text: '' });
    else show({ state: 'failed', text: '', failure: failureOf(error) });
  }
}

function outcomeOf(
  expanded: ExpandedChain,
  { chain, answer }: ExplainedChain,
): Partial<SentencesView> {
  if (expanded.source === 'rewritten') {
    const { source, text } = expanded;
    return { source, text, checks: equationMarks(text) };
  }
  const { losses, source } = expanded;
  const lost = { source, lostEquations: losses.equations.length, lostAnswer: losses.answer };
  if (expanded.source === 'given') return { ...lost, text: chain, checks: equationMarks(chain) };
  const { report } = expanded;
  const isSameAnswer =
    answer === null || report.answer === null ? null : answersEqual(answer, report.answer);
  return { ...lost, text: report.chain, checks: report.checks, isSameAnswer };
}

import { env, l10n } from 'vscode';
import type { MarkdownTurn } from '../../core/conversation/conversationMarkdown';
import { conversationMarkdown } from '../../core/conversation/conversationMarkdown';
import type { AnswerView } from '../../protocol/webview/answerView';
import { trustFacts } from '../ask/trustFacts';

/** The conversation as a Markdown document in the language of the editor. */
export function exportConversation(turns: readonly AnswerView[]): string {
  return conversationMarkdown(turns.map(markdownTurn), {
    language: env.language,
    title: l10n.t('TokenSkip conversation'),
    question: l10n.t('Question'),
    answer: l10n.t('Answer'),
    noAnswer: l10n.t('No answer'),
    reasoning: l10n.t('Reasoning'),
    tokens: l10n.t('tokens'),
    ratio: l10n.t('ratio'),
    model: l10n.t('model'),
    saved: l10n.t('saved'),
  });
}

function markdownTurn(view: AnswerView): MarkdownTurn {
  const { question, chain, keepRatio, tokenCount, seconds, report, failure, state } = view;
  return {
    question,
    answer: report?.answer ?? null,
    remark: failure?.message ?? (state === 'stopped' ? l10n.t('Stopped.') : ''),
    chain,
    keepRatio,
    tokens: report?.tokens ?? tokenCount,
    seconds: report?.seconds ?? seconds,
    model: report?.model ?? null,
    saved: report?.saved ?? null,
    trust: report === null ? [] : trustFacts(report),
  };
}

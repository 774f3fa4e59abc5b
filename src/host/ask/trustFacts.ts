import { l10n } from 'vscode';
import { tenths } from '../../core/confidence/confidenceWord';
import { plainLatex } from '../../core/text/plainLatex';
import type {
  AnswerReport,
  ConfidenceReport,
  EquationMark,
  VoteReport,
} from '../../protocol/answerReport';
import { escapeMarkdown } from '../models/escapeMarkdown';

/**
 * How far an answer can be relied on, as phrases in Markdown: its chance, how its chains voted, and
 * its equations with what is wrong in them.
 */
export function trustFacts(report: AnswerReport): readonly string[] {
  const { confidence, isOutside, votes, checks, chain } = report;
  return [
    ...(confidence === undefined ? [] : [chanceText(confidence)]),
    ...(isOutside === true ? [l10n.t('outside what the model was measured on')] : []),
    ...(votes === undefined ? [] : votesTexts(votes)),
    ...(checks.length === 0 ? [] : [equationsText(checks)]),
    ...checks.filter(({ holds }) => !holds).map((mark) => wrongText(chain, mark)),
  ];
}

/** Not sure is said first; the number is of tens, as that is what a measurement of this size carries. */
function chanceText({ probability, isSure }: ConfidenceReport): string {
  const count = Math.min(Math.max(tenths(probability), 1), 9);
  return isSure
    ? l10n.t('right about {0} times in 10', count)
    : l10n.t('not sure: right about {0} times in 10', count);
}

/** «3 × 42, 1 × 40», most votes first. */
export function tallyText({ groups, withoutAnswer }: VoteReport): string {
  return [
    ...groups.map(({ answer, count }) =>
      l10n.t('{0} × {1}', count, escapeMarkdown(plainLatex(answer))),
    ),
    ...(withoutAnswer > 0 ? [l10n.t('{0} × no answer', withoutAnswer)] : []),
  ].join(', ');
}

function votesTexts(votes: VoteReport): readonly string[] {
  const { asked, ended, isTie, isComplete } = votes;
  return [
    `${l10n.t('Votes of {0} chains:', ended)} ${tallyText(votes)}`,
    ...(isTie ? [l10n.t('A tie: the answer that came first is shown.')] : []),
    ...(isComplete
      ? []
      : [l10n.t('Stopped after {0} of {1} chains: a part of the vote.', ended, asked)]),
  ];
}

function equationsText(checks: readonly EquationMark[]): string {
  const holding = checks.filter(({ holds }) => holds).length;
  return l10n.t('{0} of {1} equations hold', holding, checks.length);
}

function wrongText(chain: string, { startOffset, endOffset, wrong }: EquationMark): string {
  const equation = escapeMarkdown(plainLatex(chain.slice(startOffset, endOffset)));
  const right = wrong?.rightValue ?? null;
  return right === null
    ? l10n.t('{0} has no value', equation)
    : l10n.t('{0}, right is {1}', equation, escapeMarkdown(plainLatex(right)));
}

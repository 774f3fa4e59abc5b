import { l10n } from 'vscode';
import { plainLatex } from '../../core/text/plainLatex';
import type { AnswerReport, EquationMark } from '../../protocol/answerReport';
import { escapeMarkdown } from '../models/escapeMarkdown';
import { chanceText } from './chanceText';
import { voteTexts } from './voteText';

/**
 * How far an answer can be relied on, as phrases in Markdown: its chance, how its chains voted, and
 * its equations with what is wrong in them.
 */
export function trustFacts(report: AnswerReport): readonly string[] {
  const { confidence, isOutside, votes, checks, chain } = report;
  return [
    ...(confidence === undefined ? [] : [chanceText(confidence)]),
    ...(isOutside === true ? [l10n.t('outside what the model was measured on')] : []),
    ...(votes === undefined ? [] : voteTexts(votes)),
    ...(checks.length === 0 ? [] : [equationsText(checks)]),
    ...checks.filter(({ holds }) => !holds).map((mark) => wrongText(chain, mark)),
  ];
}

function equationsText(checks: readonly EquationMark[]): string {
  const holding = checks.filter(({ holds }) => holds).length;
  return checks.length === 1
    ? l10n.t('{0} of 1 equation holds', holding)
    : l10n.t('{0} of {1} equations hold', holding, checks.length);
}

function wrongText(chain: string, { startOffset, endOffset, wrong }: EquationMark): string {
  const equation = escapeMarkdown(plainLatex(chain.slice(startOffset, endOffset)));
  const right = wrong?.rightValue ?? null;
  return right === null
    ? l10n.t('{0} has no value', equation)
    : l10n.t('{0}, right is {1}', equation, escapeMarkdown(plainLatex(right)));
}

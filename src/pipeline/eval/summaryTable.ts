import { markdownTable } from './markdownTable';
import type { Difference, MethodSummary } from './summary';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const signed = (points: number): string =>
  `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

/** A table for people, its head first. A difference whose interval holds 0 is «not shown». */
export function summaryRows(summary: readonly MethodSummary[]): readonly (readonly string[])[] {
  const hasOther = summary.some(({ againstOther }) => againstOther !== undefined);
  const head = [
    'method',
    'accuracy',
    '95 % interval',
    'against original, points',
    ...(hasOther ? ['against the other run, points'] : []),
    'chain tokens',
    'actual ratio',
    'finished',
    'seconds',
    'as fast as original',
  ];
  return [head, ...summary.map((line) => cells(line, hasOther))];
}

function cells(line: MethodSummary, hasOther: boolean): readonly string[] {
  const [low, high] = line.interval;
  return [
    line.method,
    percent(line.accuracy),
    `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`,
    differenceText(line.againstOriginal),
    ...(hasOther ? [differenceText(line.againstOther ?? null)] : []),
    line.chainTokens.toFixed(0),
    line.actualRatio === null ? '' : line.actualRatio.toFixed(2),
    percent(line.finished),
    line.seconds === null ? '' : line.seconds.toFixed(2),
    line.asFast === null ? '' : asFastText(line.asFast),
  ];
}

function asFastText({ ratio, interval }: NonNullable<MethodSummary['asFast']>): string {
  const [low, high] = interval;
  return `${ratio.toFixed(2)}× (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function differenceText(difference: Difference | null): string {
  if (difference === null) return '';
  const { points, interval } = difference;
  const [low, high] = interval;
  const range = `${signed(low)} to ${signed(high)}`;
  return low <= 0 && high >= 0
    ? `${signed(points)} (${range}: not shown)`
    : `${signed(points)} (${range})`;
}

/** The summaries as a Markdown table. */
export function summaryMarkdown(summary: readonly MethodSummary[]): string {
  return markdownTable(summaryRows(summary));
}

import type { MethodSummary } from './summary';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const signed = (points: number): string =>
  `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

/** Head of {@link summaryCells}. */
export const summaryHead = [
  'method',
  'accuracy',
  '95 % interval',
  'against original, points',
  'chain tokens',
  'actual ratio',
  'finished',
  'seconds',
] as const;

/** One line of a table for people. A difference whose interval holds 0 is «not shown». */
export function summaryCells(line: MethodSummary): readonly string[] {
  const [low, high] = line.interval;
  return [
    line.method,
    percent(line.accuracy),
    `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`,
    differenceText(line.againstOriginal),
    line.chainTokens.toFixed(0),
    line.actualRatio === null ? '' : line.actualRatio.toFixed(2),
    percent(line.finished),
    line.seconds === null ? '' : line.seconds.toFixed(1),
  ];
}

function differenceText(difference: MethodSummary['againstOriginal']): string {
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
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = summaryHead.map((_, column) => (column === 0 ? '---' : '---:'));
  return [row(summaryHead), row(rule), ...summary.map((line) => row(summaryCells(line)))].join(
    '\n',
  );
}

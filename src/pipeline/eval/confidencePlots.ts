import { riskCoverage } from '../../core/confidence/discrimination';
import type { Prediction } from '../../core/confidence/reliability';
import { reliabilityBins } from '../../core/confidence/reliability';
import { wilsonInterval } from '../../core/statistics';
import { escapeXml } from './escapeXml';
import { toTenth } from './toTenth';

const size = { width: 440, height: 440, margin: 48 } as const;
const span = size.width - 2 * size.margin;
const x = (share: number): number => toTenth(size.margin + share * span);
const y = (share: number): number => toTenth(size.height - size.margin - share * span);

/**
 * How often answers of about one chance were right, as an SVG: on the diagonal the chances are true.
 * A circle's area is the number of answers; bars are 95 % intervals.
 */
export function reliabilityPlot(predictions: readonly Prediction[], title: string): string {
  const bins = reliabilityBins(predictions);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const marks = bins.map(({ count, predicted, observed }) => {
    const { low, high } = wilsonInterval(Math.round(observed * count), count);
    const cx = x(predicted);
    return (
      `<path d="M${cx} ${y(low)}V${y(high)}" stroke="currentColor" opacity="0.5"/>` +
      `<circle cx="${cx}" cy="${y(observed)}" r="${toTenth(2 + 8 * Math.sqrt(count / most))}">` +
      `<title>${count} answers, chance ${percent(predicted)}, right ${percent(observed)}</title></circle>`
    );
  });
  const diagonal = `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="currentColor" stroke-dasharray="4 4" opacity="0.6"/>`;
  return page(title, ['chance that was told', 'right answers'], [diagonal, ...marks]);
}

/** Share of wrong answers among the surest ones, over how many are taken, as an SVG. */
export function riskCoveragePlot(predictions: readonly Prediction[], title: string): string {
  const points = riskCoverage(predictions);
  const path = points.map(({ coverage, risk }) => `${x(coverage)},${y(risk)}`).join(' ');
  const end = points.at(-1);
  return page(
    title,
    ['answers that are taken, surest first', 'wrong among them'],
    [
      `<polyline points="${path}" fill="none" stroke="currentColor" stroke-width="2"/>`,
      end === undefined
        ? ''
        : `<path d="M${x(0)} ${y(end.risk)}H${x(1)}" stroke="currentColor" stroke-dasharray="4 4" opacity="0.6"/>`,
    ],
  );
}

function page(
  title: string,
  [across, up]: readonly [string, string],
  content: readonly string[],
): string {
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (step) =>
      `<path d="M${x(0)} ${y(step)}H${x(1)}" stroke="currentColor" opacity="0.15"/>` +
      `<text x="${x(0) - 8}" y="${y(step) + 4}" text-anchor="end">${percent(step)}</text>` +
      `<text x="${x(step)}" y="${y(0) + 18}" text-anchor="middle">${percent(step)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" color="#737373" fill="currentColor" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    ...grid,
    `<text x="${x(0.5)}" y="${size.height - 10}" text-anchor="middle">${across}</text>`,
    `<text x="${x(0)}" y="${y(1) - 14}">${up}</text>`,
    ...content,
    '</svg>\n',
  ].join('\n');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

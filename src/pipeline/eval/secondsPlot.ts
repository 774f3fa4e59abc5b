import type { Shape } from './accuracyFrame';
import { accuracyFrame, lineThrough, mark, namedPoint } from './accuracyFrame';
import { escapeXml } from './escapeXml';
import type { SecondsPoint } from './secondsPoints';

/** The methods of one model. */
export interface SecondsSeries {
  readonly name: string;
  readonly points: readonly SecondsPoint[];
}

/** One for each series. */
const shapes = [
  'circle',
  'square',
  'diamond',
  'triangle',
  'wedge',
  'hourglass',
] as const satisfies readonly Shape[];

/** Most series that are told apart. */
export const maxSeries = shapes.length;

/** Of the legend, in the corner that is the worst place for an answer. */
const legend = { x: 690, bottom: 376, step: 18 } as const;

/**
 * Accuracy over the seconds of an answer as an SVG: up and to the left is better. A line joins the
 * ratios of one model; votes are hollow. Bars are the 95 % intervals of the accuracy.
 */
export function secondsPlot(series: readonly SecondsSeries[], title: string): string {
  const placed = series.slice(0, maxSeries).map(({ name, points }, index) => ({
    name,
    shape: shapes[index] ?? 'circle',
    points: points.map((point) => ({ ...point, across: point.seconds })),
  }));
  const frame = accuracyFrame(
    placed.flatMap(({ points }) => points),
    'seconds of an answer, mean of questions asked alone',
  );
  const drawn = placed.map(({ points, shape }) => {
    const dots = points.map((point) =>
      namedPoint(frame, point, { name: shortName(point), shape, isHollow: point.isVote }),
    );
    const alone = points.filter(({ isVote }) => !isVote);
    return lineThrough(frame, alone) + dots.join('');
  });
  const names = placed.map(({ name, shape }, index) => {
    const y = legend.bottom - (placed.length - 1 - index) * legend.step;
    return `${mark(shape, legend.x, y)}<text x="${legend.x - 12}" y="${y + 4}" text-anchor="end">${escapeXml(name)}</text>`;
  });
  return frame.page(title, [...drawn, ...names]);
}

/** The ratio of a chain alone; a vote has its name. */
function shortName({ method, isVote }: SecondsPoint): string {
  return isVote ? method : method.replace('tokenskip@', '');
}

import { escapeXml } from './escapeXml';
import { toTenth } from './toTenth';

const size = { width: 720, height: 440, left: 56, right: 24, top: 24, bottom: 48 } as const;

/** A point of a plot whose height is an accuracy. */
export interface AccuracyPoint {
  readonly across: number;
  readonly accuracy: number;
  /** 95 % interval of the accuracy. */
  readonly interval: readonly [number, number];
}

/** Where the points of a plot go, and the page around them. */
export interface AccuracyFrame {
  readonly x: (across: number) => number;
  readonly y: (share: number) => number;
  /** The whole SVG. */
  readonly page: (title: string, content: readonly string[]) => string;
}

/** Axes that hold all points; `label` says what is measured across. */
export function accuracyFrame(points: readonly AccuracyPoint[], label: string): AccuracyFrame {
  const most = niceCeiling(Math.max(0.1, ...points.map(({ across }) => across)));
  const maxShare = niceCeiling(Math.max(0.01, ...points.map(({ interval }) => interval[1])) * 100);
  const x = (across: number): number =>
    toTenth(size.left + (across / most) * (size.width - size.left - size.right));
  const y = (share: number): number =>
    toTenth(
      size.height -
        size.bottom -
        ((share * 100) / maxShare) * (size.height - size.top - size.bottom),
    );
  const bottom = size.height - size.bottom;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((step) => {
    const level = y((maxShare * step) / 100);
    return [
      `<text x="${x(most * step)}" y="${bottom + 18}" text-anchor="middle">${Number((most * step).toPrecision(3))}</text>`,
      `<text x="${size.left - 8}" y="${level + 4}" text-anchor="end">${toTenth(maxShare * step)} %</text>`,
      `<path d="M${size.left} ${level}H${size.width - size.right}" stroke="currentColor" opacity="0.15"/>`,
    ];
  });
  const middle = (size.left + size.width - size.right) / 2;
  const axes = [
    ...grid,
    `<text x="${middle}" y="${size.height - 10}" text-anchor="middle">${label}</text>`,
    `<text x="${size.left}" y="14">right answers, with 95 % intervals</text>`,
  ].join('');
  const page = (title: string, content: readonly string[]): string =>
    [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" color="#737373" fill="currentColor" font-family="system-ui, sans-serif" font-size="12">`,
      `<title>${escapeXml(title)}</title>`,
      axes,
      ...content,
      '</svg>\n',
    ].join('\n');
  return { x, y, page };
}

/** Marks that are told apart without colour. */
export type Shape = 'circle' | 'square' | 'diamond' | 'cross' | 'triangle' | 'wedge' | 'hourglass';

/** A mark at a point of the page; a hollow one is an outline. A cross has no inside. */
export function mark(shape: Shape, x: number, y: number, isHollow = false): string {
  const style = isHollow ? ' fill="none" stroke="currentColor" stroke-width="2"' : '';
  switch (shape) {
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="4.5"${style}/>`;
    case 'square':
      return `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"${style}/>`;
    case 'diamond':
      return `<path d="M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z"${style}/>`;
    case 'triangle':
      return `<path d="M${x} ${y - 6}L${x + 5} ${y + 4}L${x - 5} ${y + 4}Z"${style}/>`;
    case 'wedge':
      return `<path d="M${x} ${y + 6}L${x + 5} ${y - 4}L${x - 5} ${y - 4}Z"${style}/>`;
    case 'hourglass':
      return `<path d="M${x - 5} ${y - 5}H${x + 5}L${x - 5} ${y + 5}H${x + 5}Z"${style}/>`;
    case 'cross':
      return `<path d="M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}" stroke="currentColor" stroke-width="2"/>`;
  }
}

/** A point with its interval and its name. */
export function namedPoint(
  { x, y }: AccuracyFrame,
  { across, accuracy, interval }: AccuracyPoint,
  { name, shape, isHollow = false }: { name: string; shape: Shape; isHollow?: boolean },
): string {
  const [cx, cy] = [x(across), y(accuracy)];
  const [low, high] = interval;
  return (
    `<path d="M${cx} ${y(low)}V${y(high)}" stroke="currentColor" opacity="0.35"/>` +
    mark(shape, cx, cy, isHollow) +
    `<text x="${cx + 8}" y="${cy - 6}" font-size="11">${escapeXml(name)}</text>`
  );
}

/** A line through points, in order; '' for one alone. */
export function lineThrough({ x, y }: AccuracyFrame, points: readonly AccuracyPoint[]): string {
  if (points.length < 2) return '';
  const path = points.map(({ across, accuracy }) => `${x(across)},${y(accuracy)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="currentColor" opacity="0.5"/>`;
}

/** The smallest 1, 2, 4, 6, 8 or 10 times a power of ten that is not below `value`. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

import { escapeXml } from './escapeXml';
import { toTenth } from './toTenth';
import type { MethodSummary } from './summary';

const size = { width: 720, height: 440, left: 56, right: 24, top: 24, bottom: 48 } as const;

/** Families share a mark, so that colour is not needed to tell them apart. */
const marks = {
  tokenskip: { shape: 'circle', isLine: true },
  truncation: { shape: 'square', isLine: true },
  'lc-prompt': { shape: 'diamond', isLine: true },
  other: { shape: 'cross', isLine: false },
} as const;
type Family = keyof typeof marks;

/**
 * Accuracy over mean chain tokens as an SVG: up and to the left is better. Bars are the 95 %
 * intervals of the accuracy. Readable on light and dark pages and without colour.
 */
export function accuracyPlot(summary: readonly MethodSummary[], title: string): string {
  const points = summary.filter(({ questions }) => questions > 0);
  const maxTokens = niceCeiling(Math.max(1, ...points.map(({ chainTokens }) => chainTokens)));
  const maxShare = niceCeiling(Math.max(0.01, ...points.map(({ interval }) => interval[1])) * 100);
  const x = (tokens: number): number =>
    toTenth(size.left + (tokens / maxTokens) * (size.width - size.left - size.right));
  const y = (share: number): number =>
    toTenth(
      size.height -
        size.bottom -
        ((share * 100) / maxShare) * (size.height - size.top - size.bottom),
    );
  const families = Object.keys(marks).filter(isFamily);
  const drawn = families.map((family) => {
    const own = points
      .filter((line) => familyOf(line.method) === family)
      .toSorted((a, b) => a.chainTokens - b.chainTokens);
    const path = own.map(({ chainTokens, accuracy }) => `${x(chainTokens)},${y(accuracy)}`);
    const line =
      marks[family].isLine && own.length > 1
        ? `<polyline points="${path.join(' ')}" fill="none" stroke="currentColor" opacity="0.5"/>`
        : '';
    const dots = own.map((point) => {
      const [cx, cy] = [x(point.chainTokens), y(point.accuracy)];
      const [low, high] = point.interval;
      return (
        `<path d="M${cx} ${y(low)}V${y(high)}" stroke="currentColor" opacity="0.35"/>` +
        mark(marks[family].shape, cx, cy) +
        `<text x="${cx + 8}" y="${cy - 6}" font-size="11">${escapeXml(point.method)}</text>`
      );
    });
    return line + dots.join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" color="#737373" fill="currentColor" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    axes(maxTokens, maxShare, x, y),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function axes(
  maxTokens: number,
  maxShare: number,
  x: (tokens: number) => number,
  y: (share: number) => number,
): string {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const bottom = size.height - size.bottom;
  const parts = steps.flatMap((step) => {
    const tokens = maxTokens * step;
    const share = maxShare * step;
    const level = y(share / 100);
    return [
      `<text x="${x(tokens)}" y="${bottom + 18}" text-anchor="middle">${toTenth(tokens)}</text>`,
      `<text x="${size.left - 8}" y="${level + 4}" text-anchor="end">${toTenth(share)} %</text>`,
      `<path d="M${size.left} ${level}H${size.width - size.right}" stroke="currentColor" opacity="0.15"/>`,
    ];
  });
  const middle = (size.left + size.width - size.right) / 2;
  return [
    ...parts,
    `<text x="${middle}" y="${size.height - 10}" text-anchor="middle">chain tokens, mean of a question</text>`,
    `<text x="${size.left}" y="14">right answers, with 95 % intervals</text>`,
  ].join('');
}

function mark(shape: (typeof marks)[Family]['shape'], x: number, y: number): string {
  switch (shape) {
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="4.5"/>`;
    case 'square':
      return `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`;
    case 'diamond':
      return `<path d="M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z"/>`;
    case 'cross':
      return `<path d="M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}" stroke="currentColor" stroke-width="2"/>`;
  }
}

function isFamily(name: string): name is Family {
  return Object.hasOwn(marks, name);
}

function familyOf(method: string): Family {
  const family = method.split('@')[0] ?? '';
  return isFamily(family) ? family : 'other';
}

/** The smallest 1, 2, 4, 6, 8 or 10 times a power of ten that is not below `value`. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

import type { Shape } from './accuracyFrame';
import { accuracyFrame, lineThrough, namedPoint } from './accuracyFrame';
import type { MethodSummary } from './summary';

/** Families share a mark, so that colour is not needed to tell them apart. */
const marks = {
  tokenskip: { shape: 'circle', isLine: true },
  truncation: { shape: 'square', isLine: true },
  'lc-prompt': { shape: 'diamond', isLine: true },
  other: { shape: 'cross', isLine: false },
} as const satisfies Readonly<Record<string, { shape: Shape; isLine: boolean }>>;
type Family = keyof typeof marks;

/**
 * Accuracy over mean chain tokens as an SVG: up and to the left is better. Bars are the 95 %
 * intervals of the accuracy. Readable on light and dark pages and without colour.
 */
export function accuracyPlot(summary: readonly MethodSummary[], title: string): string {
  const points = summary
    .filter(({ questions }) => questions > 0)
    .map((line) => ({ ...line, across: line.chainTokens }));
  const frame = accuracyFrame(points, 'chain tokens, mean of a question');
  const families = Object.keys(marks).filter(isFamily);
  const drawn = families.map((family) => {
    const { shape, isLine } = marks[family];
    const own = points
      .filter((line) => familyOf(line.method) === family)
      .toSorted((a, b) => a.across - b.across);
    const dots = own.map((point) => namedPoint(frame, point, { name: point.method, shape }));
    return (isLine ? lineThrough(frame, own) : '') + dots.join('');
  });
  return frame.page(title, drawn);
}

function isFamily(name: string): name is Family {
  return Object.hasOwn(marks, name);
}

function familyOf(method: string): Family {
  const family = method.split('@')[0] ?? '';
  return isFamily(family) ? family : 'other';
}

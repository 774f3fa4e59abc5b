/** What was held at one time. */
export interface UseSample {
  /** Simulated, since the beginning. */
  readonly hours: number;
  readonly hostBytes: number;
  readonly childBytes: number;
  readonly hostHandles: number;
  readonly childHandles: number;
}

const size = { width: 720, height: 200, left: 56, right: 24, top: 24, bottom: 36 } as const;
/** More would only make the picture larger. */
const mostPoints = 400;
/** Where nothing was measured for so long the child did not run, and the lines have a gap. */
const gapHours = 0.2;

export function useCsv(samples: readonly UseSample[]): string {
  const rows = samples.map((it) =>
    [
      it.hours.toFixed(3),
      (it.hostBytes / 1e6).toFixed(1),
      (it.childBytes / 1e6).toFixed(1),
      it.hostHandles,
      it.childHandles,
    ].join(','),
  );
  return ['simulated hours,host MB,child MB,host handles,child handles', ...rows, ''].join('\n');
}

export interface PlotOptions {
  readonly title: string;
  readonly endHours: number;
  readonly midnightHours: number;
}

/** Memory above, handles below, over time. Readable on light and dark pages and without colour. */
export function usePlot(samples: readonly UseSample[], options: PlotOptions): string {
  const height = 2 * size.height;
  const every = Math.ceil(samples.length / mostPoints);
  const shown = samples.filter((_, index) => index % every === 0);
  const lines = (key: (sample: UseSample) => readonly [number, number]): readonly Line[] =>
    (['host', 'child'] as const).map((name, at) => ({
      name,
      points: shown.map((sample) => [sample.hours, key(sample)[at] ?? 0]),
    }));
  const memory = lines(({ hostBytes, childBytes }) => [hostBytes / 1e6, childBytes / 1e6]);
  const handles = lines(({ hostHandles, childHandles }) => [hostHandles, childHandles]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" role="img" color="#737373" fill="currentColor" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${options.title}</title>`,
    panel(0, 'resident memory, MB', memory, options),
    panel(size.height, 'open handles', handles, options),
    '</svg>\n',
  ].join('\n');
}

type Point = readonly [hours: number, value: number];

interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

function panel(
  offset: number,
  label: string,
  lines: readonly Line[],
  { endHours, midnightHours }: PlotOptions,
): string {
  const most = 1.1 * Math.max(1, ...lines.flatMap(({ points }) => points.map((point) => point[1])));
  const bottom = offset + size.height - size.bottom;
  const right = size.width - size.right;
  const x = (hours: number): string =>
    (size.left + (hours / endHours) * (right - size.left)).toFixed(1);
  const y = (value: number): string =>
    (bottom - (value / most) * (size.height - size.top - size.bottom)).toFixed(1);
  const drawn = lines.map(({ name, points }, index) => {
    const dash = index === 0 ? '' : ' stroke-dasharray="5 3"';
    const path = pathOf(points, x, y);
    return (
      `<path d="${path}" fill="none" stroke="currentColor"${dash}/>` +
      `<text x="${size.left + 4 + 60 * index}" y="${bottom - 6}">${name}${index === 0 ? ' —' : ' - -'}</text>`
    );
  });
  const grid = [0, 0.5, 1].map(
    (share) =>
      `<path d="M${size.left} ${y(most * share)}H${right}" stroke="currentColor" opacity="0.15"/>` +
      `<text x="${size.left - 8}" y="${y(most * share)}" text-anchor="end">${Math.round(most * share)}</text>` +
      `<text x="${x(endHours * share)}" y="${bottom + 16}" text-anchor="middle">${Math.round(endHours * share)} h</text>`,
  );
  const midnight =
    `<path d="M${x(midnightHours)} ${offset + size.top}V${bottom}" stroke="currentColor" opacity="0.3"/>` +
    `<text x="${x(midnightHours)}" y="${bottom + 16}" text-anchor="middle">midnight</text>`;
  return `<text x="${size.left}" y="${offset + 14}">${label}</text>${grid.join('')}${midnight}${drawn.join('')}`;
}

function pathOf(
  points: readonly Point[],
  x: (hours: number) => string,
  y: (value: number) => string,
): string {
  return points
    .map(([hours, value], index) => {
      const before = points[index - 1]?.[0];
      const move = before === undefined || hours - before > gapHours ? 'M' : 'L';
      return `${move}${x(hours)} ${y(value)}`;
    })
    .join('');
}

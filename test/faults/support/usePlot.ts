/** What was held at one time. */
export interface UseSample {
  /** Since the beginning. */
  readonly seconds: number;
  readonly hostBytes: number;
  readonly childBytes: number;
  readonly hostHandles: number;
  readonly childHandles: number;
}

const size = { width: 720, height: 200, left: 56, right: 24, top: 24, bottom: 36 } as const;

export function useCsv(samples: readonly UseSample[]): string {
  const rows = samples.map((it) =>
    [
      it.seconds.toFixed(1),
      (it.hostBytes / 1e6).toFixed(1),
      (it.childBytes / 1e6).toFixed(1),
      it.hostHandles,
      it.childHandles,
    ].join(','),
  );
  return ['seconds,host MB,child MB,host handles,child handles', ...rows, ''].join('\n');
}

/** Memory above, handles below, over time. Readable on light and dark pages and without colour. */
export function usePlot(samples: readonly UseSample[], title: string): string {
  const height = 2 * size.height;
  const memory = [
    { name: 'host', values: samples.map(({ hostBytes }) => hostBytes / 1e6) },
    { name: 'child', values: samples.map(({ childBytes }) => childBytes / 1e6) },
  ];
  const handles = [
    { name: 'host', values: samples.map(({ hostHandles }) => hostHandles) },
    { name: 'child', values: samples.map(({ childHandles }) => childHandles) },
  ];
  const seconds = samples.map((sample) => sample.seconds);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" role="img" color="#737373" fill="currentColor" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    panel(0, 'resident memory, MB', seconds, memory),
    panel(size.height, 'open handles', seconds, handles),
    '</svg>\n',
  ].join('\n');
}

interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

function panel(
  offset: number,
  label: string,
  seconds: readonly number[],
  lines: readonly Line[],
): string {
  const end = Math.max(1, ...seconds);
  const most = 1.1 * Math.max(1, ...lines.flatMap(({ values }) => values));
  const bottom = offset + size.height - size.bottom;
  const x = (second: number): string =>
    (size.left + (second / end) * (size.width - size.left - size.right)).toFixed(1);
  const y = (value: number): string =>
    (bottom - (value / most) * (size.height - size.top - size.bottom)).toFixed(1);
  const drawn = lines.map(({ name, values }, index) => {
    const points = values.map((value, at) => `${x(seconds[at] ?? 0)},${y(value)}`).join(' ');
    const dash = index === 0 ? '' : ' stroke-dasharray="5 3"';
    return (
      `<polyline points="${points}" fill="none" stroke="currentColor"${dash}/>` +
      `<text x="${size.left + 4 + 60 * index}" y="${bottom - 6}">${name}${index === 0 ? ' —' : ' - -'}</text>`
    );
  });
  const grid = [0, 0.5, 1].map(
    (share) =>
      `<path d="M${size.left} ${y(most * share)}H${size.width - size.right}" stroke="currentColor" opacity="0.15"/>` +
      `<text x="${size.left - 8}" y="${y(most * share)}" text-anchor="end">${Math.round(most * share)}</text>` +
      `<text x="${x(end * share)}" y="${bottom + 16}" text-anchor="middle">${Math.round(end * share)} s</text>`,
  );
  return `<text x="${size.left}" y="${offset + 14}">${label}</text>${grid.join('')}${drawn.join('')}`;
}

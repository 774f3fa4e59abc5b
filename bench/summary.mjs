// From the runs of all rounds to one number with its spread for each variant and column.
import { median, summarise } from './statistics.mjs';

/** Steps after the first token that are left out of a run's median: buffers may still grow. */
const skippedSteps = 3;

/** The columns: what is measured, in what unit, and whether more is better. */
export function listColumns(contexts) {
  const atContext = (result, context) => result.contexts.find((item) => item.context === context);
  return [
    {
      key: 'loadMs',
      title: 'load, ms',
      digits: 0,
      more: false,
      of: ({ loadMs }) => loadMs,
    },
    ...contexts.map((context) => ({
      key: `prefill${context}`,
      title: `prefill ${context}, tokens/s`,
      digits: 0,
      more: true,
      of: (result) => (context * 1000) / atContext(result, context).firstTokenMs,
    })),
    ...contexts.map((context) => ({
      key: `decode${context}`,
      title: `decode at ${context}, ms/token`,
      digits: 1,
      more: false,
      of: (result) => median(atContext(result, context).stepMs.slice(skippedSteps)),
    })),
    {
      key: 'peakMemory',
      title: 'peak memory, MB',
      digits: 0,
      more: false,
      isSize: true,
      of: ({ memory }) => memory.peakBytes / 1e6,
    },
  ];
}

/** `runs`: `{round, variant, result}`. One row of cells by column key for each variant. */
export function summariseRuns(variants, columns, runs) {
  return variants.map((variant) => {
    const { contender, label } = variant;
    const own = runs.filter((run) => run.variant === variant).sort((a, b) => a.round - b.round);
    const cells = {};
    for (const column of columns) {
      const values = own.map(({ result }) => column.of(result));
      cells[column.key] = { ...summarise(values), values };
    }
    return { contender, label, cells };
  });
}

/** For each column the row of `contender` whose median is best. */
export function bestOf(rows, contender, columns) {
  const own = rows.filter((row) => row.contender === contender);
  if (own.length === 0) return undefined;
  const better = ({ key, more }, a, b) =>
    more === a.cells[key].median > b.cells[key].median ? a : b;
  return Object.fromEntries(
    columns.map((column) => [column.key, own.reduce((a, b) => better(column, a, b))]),
  );
}

/**
 * How many times as good as the peer's best our medians are, by column: above 1 we are ahead. The
 * spread is that of the ratios within each round, which slow drift of the machine leaves alone.
 */
export function compareWith(rows, contender, columns) {
  const ours = bestOf(rows, 'ours', columns);
  const peer = bestOf(rows, contender, columns);
  if (ours === undefined || peer === undefined) return undefined;
  return Object.fromEntries(
    columns.map(({ key, more }) => {
      const a = ours[key].cells[key];
      const b = peer[key].cells[key];
      const ratio = (x, y) => (more ? x / y : y / x);
      const { least, most } = summarise(
        a.values.map((value, round) => ratio(value, b.values[round])),
      );
      return [key, { ratio: ratio(a.median, b.median), least, most, variant: peer[key].label }];
    }),
  );
}

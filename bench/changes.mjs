// How each figure changed between two builds that were measured in turn.
import { formatTable } from './table.mjs';
import { summarise } from './statistics.mjs';

/** Fewer rounds have no spread that says anything. */
export const leastRounds = 3;

/** A smaller change is not worth a mark, however steady it is. */
const leastChange = 0.02;

/**
 * `base` and `now`: a figure's values by round, measured side by side. How many times as good as
 * the base we are now (above 1: better) is the median of the rounds' own ratios, which slow drift of
 * the machine leaves alone; their least and most are the spread. `isTelling`: the change is larger
 * than the spread.
 */
export function changeOf({ more }, base, now) {
  const ratios = now.map((value, round) => (more ? value / base[round] : base[round] / value));
  const { median: ratio, least, most } = summarise(ratios);
  const change = Math.abs(ratio - 1);
  return {
    base: summarise(base).median,
    now: summarise(now).median,
    ratio,
    least,
    most,
    isTelling: now.length >= leastRounds && change >= leastChange && change > most - least,
  };
}

/** A change for each figure that both builds have; `rounds`: `{base, now}` with values by key. */
export function listChanges(figures, rounds) {
  const isMeasured = ({ key }) =>
    rounds.every(({ base, now }) => base[key] !== undefined && now[key] !== undefined);
  return figures.filter(isMeasured).map((figure) => {
    const valuesOf = (build) => rounds.map((round) => round[build][figure.key]);
    return { figure, ...changeOf(figure, valuesOf('base'), valuesOf('now')) };
  });
}

/** What a change is called; empty when it is within the spread. */
function wordOf({ figure, ratio, isTelling }) {
  if (!isTelling) return '';
  if (figure.isSize) return ratio > 1 ? 'smaller' : 'larger';
  return ratio > 1 ? 'faster' : 'slower';
}

/** The changes as a Markdown table. */
export function formatChanges(changes, baseName) {
  return formatTable(
    ['', baseName, 'now', 'change (spread)', 'beyond the spread'],
    changes.map((change) => {
      const { figure, base, now, ratio, least, most } = change;
      return [
        figure.title,
        base.toFixed(figure.digits),
        now.toFixed(figure.digits),
        `${ratio.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`,
        wordOf(change),
      ];
    }),
  );
}

/** A sentence for each figure that became worse by more than the spread. */
export function warningsOf(changes, baseName) {
  // A ratio of 0.8 takes 1.25 times as long, or as much.
  const worse = (ratio) => `${((1 / ratio - 1) * 100).toFixed(0)} %`;
  return changes
    .filter(({ isTelling, ratio }) => isTelling && ratio < 1)
    .map((change) => {
      const { figure, ratio, least, most } = change;
      return (
        `${figure.title.split(',')[0]}: ${wordOf(change)} than ${baseName} by ${worse(ratio)} ` +
        `(${worse(most)} to ${worse(least)})`
      );
    });
}

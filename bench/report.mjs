// The results as Markdown and as JSON.
import { formatGoals, peerGoals } from './goals.mjs';
import { formatTable } from './table.mjs';

const names = { transformers: 'transformers.js', llama: "llama.cpp's best" };

/** Markdown of the whole result: the tables, then what they were measured with. */
export function formatReport(result) {
  return [
    formatContenders(result),
    formatRatios(result),
    formatGoals(listGoals(result)),
    formatSettings(result),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatContenders({ columns, rows, weights, ratios }) {
  const hasSpread = rows.some((row) => row.cells[columns[0].key].values.length > 1);
  const cell = (column, row) => {
    const { median, least, most } = row.cells[column.key];
    const isBest = ratios.llama?.[column.key].variant === row.label;
    const middle = isBest ? `**${fixed(median, column)}**` : fixed(median, column);
    return hasSpread ? `${middle} (${fixed(least, column)}–${fixed(most, column)})` : middle;
  };
  const lines = formatTable(
    ['', ...columns.map(({ title }) => title), 'weights read a token, MB'],
    rows.map((row) => [
      row.label,
      ...columns.map((column) => cell(column, row)),
      (weights[row.contender] / 1e6).toFixed(0),
    ]),
  );
  const legend = hasSpread ? 'Median (least–most) of the rounds.' : 'One round.';
  return `${lines}\n\n${legend} Bold: the best of llama.cpp's settings in the column.`;
}

function formatRatios({ columns, ratios }) {
  const peers = Object.entries(ratios);
  if (peers.length === 0) return '';
  const title = ({ title }) => title.split(',')[0];
  return [
    'TokenSkip against each peer’s best in the column (above 1: TokenSkip is better):',
    '',
    formatTable(
      ['', ...columns.map(title)],
      peers.map(([contender, byColumn]) => [
        names[contender],
        ...columns.map(({ key }) => {
          const { ratio, least, most } = byColumn[key];
          return `${ratio.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
        }),
      ]),
    ),
  ].join('\n');
}

function listGoals({ columns, ratios }) {
  return peerGoals.flatMap(({ key, contender, least }) => {
    const found = ratios[contender]?.[key];
    if (found === undefined) return [];
    const { title } = columns.find((column) => column.key === key);
    return [
      {
        what: title.split(',')[0],
        wanted: `at least ${least.toFixed(1)}× ${names[contender]}`,
        measured: `${found.ratio.toFixed(2)}×`,
        isReached: found.ratio >= least,
      },
    ];
  });
}

function formatSettings({ machine, versions, settings, disturbance, sameText, date, command }) {
  const flags = machine.flags === undefined ? '' : `; ${machine.flags.join(' ')}`;
  const lines = [
    `${date.slice(0, 10)}, \`${command}\``,
    `${machine.cpu}, ${machine.physicalCores} cores${flags}; ` +
      `${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB; ${machine.system}; Node.js ${machine.node}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    `${settings.model} and ${settings.gguf}; rounds: ${settings.rounds}, their order rotated; ` +
      `${settings.steps} tokens decoded at each context`,
    `other processes took ${percent(disturbance.others)} of the processors ` +
      `(at most ${percent(disturbance.mostOthers)} during one run), the hypervisor ${percent(disturbance.stolen)}`,
    ...sameText,
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

function fixed(value, { digits }) {
  return value.toFixed(digits);
}

function percent(share) {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/**
 * The results as JSON text: one line for each run, numbers to six digits. `sections`: what the
 * document's other sections were made from, by their name.
 */
export function formatData({ runs, sections, ...result }) {
  const short = (_, value) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  const head = JSON.stringify({ ...result, sections }, short, 2).replace(/\n}$/, '');
  const lines = runs.map((run) => `    ${JSON.stringify(run, short)}`);
  return `${head},\n  "runs": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/**
 * `document` with what stands between the marks of `section` replaced.
 *
 * @throws Error when it has no such marks
 */
export function insertReport(document, report, section = 'bench') {
  const marks = { start: `<!-- ${section}:start -->`, end: `<!-- ${section}:end -->` };
  const start = document.indexOf(marks.start);
  const end = document.indexOf(marks.end);
  if (start < 0 || end < start) {
    throw new Error(`docs/performance.md lacks ${marks.start} and ${marks.end}.`);
  }
  const before = document.slice(0, start + marks.start.length);
  return `${before}\n\n${report}\n\n${document.slice(end)}`;
}

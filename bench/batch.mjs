// Tokens a second of our engine by batch size: what evaluation, data generation and votes gain.
import { bundles } from './build.mjs';
import { growthEnd } from './limits.mjs';
import { machineLine } from './machine.mjs';
import { runChild } from './runChild.mjs';
import { median } from './statistics.mjs';
import { formatTable } from './table.mjs';

const batchSizes = [1, 2, 4, 8, 16, 32];

/** Prompt tokens that each row holds when it is measured. */
const context = 128;
const steps = 6;

/** The figures of {@link measureBatch}; one row is what decoding is measured with elsewhere. */
export const batchFigures = batchSizes.slice(1).map((size) => ({
  key: `batch${size}`,
  title: `${size} rows at once, ms a step`,
  digits: 1,
  more: false,
}));

/** Milliseconds a step by figure key, of one round with the bundle `script`. */
export async function measureBatch(script, job) {
  const { stepMs } = await runChild(script, { ...job, batchSizes, context, steps, rounds: 1 });
  return Object.fromEntries(batchSizes.map((size) => [`batch${size}`, median(stepMs[size])]));
}

/** Rows `{ size, stepMs, tokensPerSecond, gain }`, sizes interleaved round by round. */
export async function measureBatches(job, rounds) {
  const { stepMs } = await runChild(bundles.batchOurs, {
    ...job,
    batchSizes,
    context,
    steps,
    rounds,
  });
  const rows = batchSizes.map((size) => {
    const ms = median(stepMs[size]);
    return { size, stepMs: ms, tokensPerSecond: (size * 1000) / ms };
  });
  return rows.map((row) => ({ ...row, gain: row.tokensPerSecond / rows[0].tokensPerSecond }));
}

/** The rows as Markdown, where they stop growing, and the settings below. */
export function formatBatches(rows, { date, command, machine, model, rounds }) {
  const end = growthEnd(rows);
  return [
    formatTable(
      ['rows decoded at once', 'ms a step', 'tokens/s', 'against one row'],
      rows.map(({ size, stepMs, tokensPerSecond, gain }) => [
        size,
        stepMs.toFixed(1),
        tokensPerSecond.toFixed(0),
        `${gain.toFixed(2)}×`,
      ]),
    ),
    '',
    end === undefined
      ? 'It still grows at the end: each doubling gives 10 % or more.'
      : `It stops growing at ${end} rows: twice as many give less than 10 % more tokens a second.`,
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; medians of ${rounds} rounds, sizes in turn; ${model}, ${context} tokens of context`,
    machineLine(machine),
  ].join('\n');
}

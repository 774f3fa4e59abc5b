// Tokens a second of our engine by batch size: what evaluation, data generation and votes gain.
import { bundles } from './build.mjs';
import { runChild } from './runChild.mjs';
import { median } from './statistics.mjs';

const batchSizes = [1, 2, 4, 8, 16, 32];

/** Prompt tokens that each row holds when it is measured. */
const context = 128;

/** Rows `{ size, stepMs, tokensPerSecond, gain }`, sizes interleaved round by round. */
export async function measureBatches(job, rounds) {
  const steps = 6;
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

/** The rows as Markdown with the settings below. */
export function formatBatches(rows, { date, command, machine, model, rounds }) {
  const lines = rows.map(
    ({ size, stepMs, tokensPerSecond, gain }) =>
      `| ${size} | ${stepMs.toFixed(1)} | ${tokensPerSecond.toFixed(0)} | ${gain.toFixed(2)}× |`,
  );
  return [
    '| rows decoded at once | ms a step | tokens/s | against one row |',
    '| ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; medians of ${rounds} rounds, sizes in turn; ${model}, ${context} tokens of context`,
    `- ${machine.cpu}, ${machine.physicalCores} cores; ${machine.system}; Node.js ${machine.node}`,
  ].join('\n');
}

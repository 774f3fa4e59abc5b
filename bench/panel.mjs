// How soon the panel's page stands there, and whether it keeps drawing while an answer streams in.
import { join } from 'node:path';
import { bundles, rootDir } from './build.mjs';
import { countFrames } from './frames.mjs';
import { machineLine } from './machine.mjs';
import { runChild } from './runChild.mjs';
import { spreadText } from './statistics.mjs';
import { formatTable } from './table.mjs';

/** Faster than any model writes here, as often as the extension sends (`src/host/ask/liveAnswer.ts`). */
const tokensPerSecond = 200;
const pushEveryMs = 50;
const tokens = 400;
const step = `To find how many are left, we take off what was used:

\\[
\\frac{20}{5} = 4, \\quad 15 - 4 - 2 = 9 \\text{ balls}
\\]

`;
/** Steps with formulas, of about four letters a token as models write them. */
const chain = step.repeat(Math.ceil((tokens * 4) / step.length)).slice(0, tokens * 4);

/** Of `rounds` browsers, each fresh: ms to the first paint, and the frames with and without a stream. */
export async function measurePanel({ rounds }) {
  const job = {
    folder: join(rootDir, 'dist', 'webview'),
    ...{ chain, tokens, tokensPerSecond, pushEveryMs },
  };
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    results.push(await runChild(bundles.panel, job));
  }
  return {
    firstPaintMs: results.map(({ firstPaintMs }) => firstPaintMs),
    streaming: results.map(({ streaming }) => countFrames(streaming)),
    still: results.map(({ still }) => countFrames(still)),
  };
}

/** The figures as Markdown, and the settings below. */
export function formatPanel(
  { firstPaintMs, streaming, still },
  { date, command, machine, rounds },
) {
  const row = (name, list) => [
    name,
    spreadText(list.map(({ dropped, frames }) => (dropped / frames) * 100)),
    spreadText(list.map(({ longestMs }) => longestMs)),
  ];
  return [
    `First paint ${spreadText(firstPaintMs)} ms after the page begins to load.`,
    '',
    formatTable(
      ['', 'frames dropped of 100', 'longest time between two, ms'],
      [
        row(`an answer of ${tokens} tokens streams in at ${tokensPerSecond} a second`, streaming),
        row('the same page, with nothing to do', still),
      ],
    ),
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; median (least–most) of ${rounds} browsers, the page as the extension makes it, 60 frames a second, drawn by the processor`,
    machineLine(machine),
  ].join('\n');
}

// What it saves to decode two tokens in a step where the second can be guessed.
import { bundles } from './build.mjs';
import { machineLine } from './machine.mjs';
import { readQuestions } from './questions.mjs';
import { formatTable } from './table.mjs';

/**
 * Answers every question in full and in short, each with guesses and then without, through the inference
 * process. The prompt is read before, so that both go on from the same keys and values: in which pieces
 * a prompt is read follows the clock, and rounding follows the pieces. Each ratio has a process of its own,
 * and guesses come first: nothing that was written to the same question is known to them.
 *
 * Resolves to `{ ways: [{ keepRatio, asks: [{ tokens, steps, seconds, plainSeconds, isSame }] }] }`.
 */
export async function measureLookahead(product, job, onNote) {
  const questions = await readQuestions(job.questionsFile, job.count, 1);
  const manifest = await product.readManifest(job.modelDir);
  const ways = [];
  for (const keepRatio of new Set([1, job.keepRatio])) {
    const noteTurn = (turn) => onNote(`γ = ${keepRatio}: ${turn} of ${questions.length} questions`);
    const asks = await askAll(product, { ...job, manifest, questions, keepRatio }, noteTurn);
    ways.push({ keepRatio, asks });
  }
  return { ways };
}

async function askAll(product, job, onTurn) {
  const { modelDir, threads, manifest, questions, keepRatio, maxTokens } = job;
  const engine = new product.LocalEngine({ childPath: bundles.inference });
  try {
    const loaded = await engine.load({ modelDir, device: 'cpu', threads });
    const ask = async (text, lookahead, maxNewTokens = maxTokens) => {
      const session = { engine: guessing(engine, lookahead), manifest, loaded };
      const sampling = product.greedySampling;
      const asked = { text, keepRatio, maxNewTokens, sampling };
      const { signal } = new AbortController();
      return (await product.askQuestion(session, asked, { signal })).output;
    };
    const asks = [];
    for (const [turn, text] of questions.entries()) {
      await ask(text, false, 1);
      const output = await ask(text, true);
      asks.push(besideEachOther(output, await ask(text, false)));
      onTurn(turn + 1);
    }
    return asks;
  } finally {
    await engine.close();
  }
}

/** The engine, told whether to guess. */
function guessing(engine, lookahead) {
  return { generate: (params, hooks) => engine.generate({ ...params, lookahead }, hooks) };
}

function besideEachOther(output, plain) {
  return {
    tokens: output.tokenIds.length,
    steps: output.decodeSteps,
    seconds: output.decodeMs / 1000,
    plainSeconds: plain.decodeMs / 1000,
    isSame: output.tokenIds.join() === plain.tokenIds.join(),
  };
}

/** A row for each ratio as Markdown, and the settings below. */
export function formatLookahead({ ways }, { date, command, machine, model }) {
  const rows = ways.map(({ keepRatio, asks }) => [
    keepRatio.toFixed(1),
    (sum(asks, 'tokens') / asks.length).toFixed(0),
    (sum(asks, 'tokens') / sum(asks, 'steps')).toFixed(2),
    (sum(asks, 'plainSeconds') / asks.length).toFixed(2),
    (sum(asks, 'seconds') / asks.length).toFixed(2),
    `${(sum(asks, 'plainSeconds') / sum(asks, 'seconds')).toFixed(2)}×`,
    `${asks.filter(({ isSame }) => isSame).length} of ${asks.length}`,
  ]);
  const names = ['γ', 'tokens', 'tokens a step', 'seconds without', 'seconds with', 'as fast'];
  return [
    formatTable([...names, 'the same, token for token'], rows),
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; means of ${ways[0].asks.length} questions, with and without in turn, decoding alone; ${model}, processor`,
    machineLine(machine),
  ].join('\n');
}

function sum(asks, member) {
  return asks.reduce((total, ask) => total + ask[member], 0);
}

// How long an answer takes: in full, in short, and by a vote of short chains.
import { bundles } from './build.mjs';
import { machineLine } from './machine.mjs';
import { readQuestions } from './questions.mjs';
import { spreadText } from './statistics.mjs';
import { formatTable } from './table.mjs';

const votes = 5;

/**
 * Asks every question in each way through the inference process, as the product does. Two asks that
 * follow one another are of different questions, or the second would find its question read already.
 *
 * Resolves to `{ ways: [{ name, asks: [{ seconds, tokens }] }] }`, asks in the order of the questions.
 */
export async function measureTimes(product, job, onNote) {
  const { modelDir, threads, keepRatio, maxTokens } = job;
  const questions = await readQuestions(job.questionsFile, job.count, waysAt(1).length);
  const manifest = await product.readManifest(modelDir);
  const engine = new product.LocalEngine({ childPath: bundles.inference });
  try {
    const loaded = await engine.load({ modelDir, device: 'cpu', threads });
    const session = { engine, manifest, loaded };
    const ask = (text, way) => askOnce(product, session, { text, maxNewTokens: maxTokens }, way);
    const ways = waysAt(keepRatio);
    // What is first still allocates and reads the model's file.
    await ask(questions.at(-1), ways[1]);
    const asks = ways.map(() => []);
    for (let turn = 0; turn < questions.length; turn += 1) {
      for (const [index, way] of ways.entries()) {
        const at = (turn + index) % questions.length;
        asks[index][at] = await ask(questions[at], way);
      }
      onNote(`${turn + 1} of ${questions.length} turns`);
    }
    return { ways: ways.map(({ name }, index) => ({ name, asks: asks[index] })) };
  } finally {
    await engine.close();
  }
}

const waysAt = (keepRatio) => [
  { name: 'one chain at γ = 1.0', keepRatio: 1, chainCount: 1 },
  { name: `one chain at γ = ${keepRatio}`, keepRatio, chainCount: 1 },
  { name: `a vote of ${votes} at γ = ${keepRatio}`, keepRatio, chainCount: votes },
];

/** Seconds and tokens of one answer; those of a vote are of all its chains. */
async function askOnce(product, session, question, { keepRatio, chainCount }) {
  const began = performance.now();
  const { signal } = new AbortController();
  let tokens = 0;
  if (chainCount === 1) {
    const asked = { ...question, keepRatio, sampling: product.greedySampling };
    const { output } = await product.askQuestion(session, asked, { signal });
    tokens = output.tokenIds.length;
  } else {
    const onTokens = (count) => (tokens = count);
    const asked = { ...question, keepRatio, chainCount, seed: 0 };
    await product.askByVote(session, asked, { signal, onTokens });
  }
  return { seconds: (performance.now() - began) / 1000, tokens };
}

/** The ways as Markdown, each against the first, and the settings below. */
export function formatTimes({ ways }, { date, command, machine, model }) {
  const [full] = ways;
  const rows = ways.map(({ name, asks }) => [
    name,
    spreadText(
      asks.map(({ seconds }) => seconds),
      1,
    ),
    (sum(asks, 'tokens') / asks.length).toFixed(0),
    `${(sum(full.asks, 'seconds') / sum(asks, 'seconds')).toFixed(2)}×`,
  ]);
  return [
    formatTable(['', 'seconds an answer', 'tokens', 'as fast as the first, all together'], rows),
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; median (least–most) of ${full.asks.length} questions, the ways in turn, from the question to the end of the answer; ${model}, processor`,
    machineLine(machine),
  ].join('\n');
}

function sum(asks, member) {
  return asks.reduce((total, ask) => total + ask[member], 0);
}

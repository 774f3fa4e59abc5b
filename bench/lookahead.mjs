// What it saves to decode two tokens in a step where the second can be guessed.
import { bundles } from './build.mjs';
import { machineLine } from './machine.mjs';
import { readQuestions } from './questions.mjs';
import { formatTable } from './table.mjs';

/**
 * Answers every question in full and in short, each with guesses and then without, through the inference
 * process. The prompt is read before, so that both go on from the same keys and values: in which pieces
 * a prompt is read follows the clock, and rounding follows the pieces. What that took is added to both: a
 * whole answer is the prompt and its decoding. Each ratio has a process of its own, and guesses come first:
 * nothing that was written to the same question is known to them.
 *
 * Resolves to `{ ways: [{ keepRatio, asks }] }`, an ask with `tokens`, `steps`, `guesses` (made and right),
 * `promptSeconds`, `seconds` and `plainSeconds` (of decoding) and `isSame`.
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
      const prompt = await ask(text, false, 1);
      const output = await ask(text, true);
      asks.push(besideEachOther(prompt, output, await ask(text, false)));
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

function besideEachOther(prompt, output, plain) {
  return {
    tokens: output.tokenIds.length,
    steps: output.decodeSteps,
    guesses: output.guesses,
    promptSeconds: prompt.timeToFirstTokenMs / 1000,
    seconds: output.decodeMs / 1000,
    plainSeconds: plain.decodeMs / 1000,
    isSame: output.tokenIds.join() === plain.tokenIds.join(),
  };
}

/** A row for each ratio as Markdown, and the settings below. */
export function formatLookahead({ ways }, { date, command, machine, model }) {
  const rows = ways.map(({ keepRatio, asks }) => {
    const mean = (of) => sum(asks, of) / asks.length;
    const prompt = mean((ask) => ask.promptSeconds);
    const [without, guessed] = [mean((ask) => ask.plainSeconds), mean((ask) => ask.seconds)];
    return [
      keepRatio.toFixed(1),
      mean((ask) => ask.tokens).toFixed(0),
      (sum(asks, (ask) => ask.tokens) / sum(asks, (ask) => ask.steps)).toFixed(2),
      guessesText(asks),
      ...besideText(without, guessed),
      ...besideText(prompt + without, prompt + guessed),
      `${asks.filter(({ isSame }) => isSame).length} of ${asks.length}`,
    ];
  });
  const names = ['γ', 'tokens', 'tokens a step', 'guesses right'];
  const times = ['decoding, s without and with', 'as fast', 'whole answer, s', 'as fast'];
  return [
    formatTable([...names, ...times, 'the same, token for token'], rows),
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; means of ${ways[0].asks.length} questions, with and without in turn; a whole answer is its prompt, equal for both, and decoding; ${model}, processor`,
    machineLine(machine),
  ].join('\n');
}

/** Seconds without and with guesses, and how many times as fast the second is. */
function besideText(without, guessed) {
  const seconds = `${without.toFixed(2)}, ${guessed.toFixed(2)}`;
  return [seconds, `${(without / guessed).toFixed(2)}×`];
}

function guessesText(asks) {
  const made = sum(asks, ({ guesses }) => guesses.made);
  const right = sum(asks, ({ guesses }) => guesses.right);
  return made === 0 ? 'none made' : `${((right / made) * 100).toFixed(0)} % of ${made}`;
}

function sum(asks, of) {
  return asks.reduce((total, ask) => total + of(ask), 0);
}

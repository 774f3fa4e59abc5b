import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands/commands';
import { runCommand } from '../../../src/cli/runCommand';
import { splitAnswer } from '../../../src/core/answer/splitAnswer';
import { readChains } from '../../../src/pipeline/chain';
import { generateFollowUps } from '../../../src/pipeline/devmath/followUps';
import { generateDevMath } from '../../../src/pipeline/devmath/generateDevMath';
import { readTrainingQuestions } from '../../../src/pipeline/trainingQuestions';
import { fakeContext } from './fakeContext';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmath-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('tokenskip data devmath', () => {
  it('writes the rows of a split as questions that training can read', async () => {
    const out = join(folder, 'trial.jsonl');
    const context = fakeContext();
    const args = ['data', 'devmath', '--split', 'trial', '--out', out, '--json'];
    expect(await runCommand(args, commands, '', context)).toBe(0);
    expect(JSON.parse(context.out.text)).toEqual({ questions: 200 });
    const rows = generateDevMath('trial');
    const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows);
    const questions = await readTrainingQuestions(out);
    expect(questions).toEqual(rows.map(({ question, answer }) => ({ question, answer })));
  });

  it('writes the worked chains as a chains file, each right by its own answer line', async () => {
    const [out, chains] = [join(folder, 'rows.jsonl'), join(folder, 'chains.jsonl')];
    const args = ['data', 'devmath', '--split', 'trial', '--out', out, '--chains', chains];
    expect(await runCommand(args, commands, '', fakeContext())).toBe(0);
    const rows = generateDevMath('trial');
    const found = [];
    for await (const record of readChains(chains)) found.push(record);
    expect(found.map(({ i }) => i)).toEqual(rows.map((_, index) => index));
    for (const { i, text, fin, correct } of found) {
      const { chain, answer, isComplete } = splitAnswer(text);
      expect({ chain, answer }).toEqual({ chain: rows[i]?.chain, answer: rows[i]?.answer });
      expect([isComplete, fin, correct]).toEqual([true, true, true]);
    }
  });

  it('goes on behind the fixed questions of train with --count, chains too', async () => {
    const [out, chains] = [join(folder, 'more.jsonl'), join(folder, 'more-chains.jsonl')];
    const args = ['--split', 'train', '--count', '2050', '--out', out, '--chains', chains];
    expect(await runCommand(['data', 'devmath', ...args], commands, '', fakeContext())).toBe(0);
    const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(2050);
    expect(lines.slice(0, 2000)).toEqual(
      generateDevMath('train').map((row) => JSON.stringify(row)),
    );
    expect(lines.at(-1)).toContain('"devmath-train-2050"');
    const found = [];
    for await (const { i } of readChains(chains)) found.push(i);
    expect(found).toEqual(lines.map((_, index) => index));
  });

  it('writes only the kinds that --kinds names', async () => {
    const out = join(folder, 'kinds.jsonl');
    const args = ['--split', 'train', '--count', '40', '--kinds', 'loops, dates', '--out', out];
    expect(await runCommand(['data', 'devmath', ...args], commands, '', fakeContext())).toBe(0);
    const rows = (await readFile(out, 'utf8')).trimEnd().split('\n');
    const kinds = rows.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toHaveLength(40);
    expect(new Set(kinds)).toEqual(new Set(['dates', 'loops']));
  });

  it.each([
    [['--split', 'train', '--count', '5', '--kinds', 'loop'], 'not "loop"'],
    [['--split', 'train', '--kinds', 'loops'], 'with --count'],
    [['--split', 'dev', '--kinds', 'loops'], 'with --count'],
  ])('refuses %j', async (args, reason) => {
    const context = fakeContext();
    const command = ['data', 'devmath', ...args, '--out', join(folder, 'none.jsonl')];
    expect(await runCommand(command, commands, '', context)).toBe(2);
    expect(context.err.text).toContain(reason);
  });

  it('writes follow-ups with the earlier turn, as questions and chains that training can read', async () => {
    const [out, chains] = [join(folder, 'after.jsonl'), join(folder, 'after-chains.jsonl')];
    const args = ['--split', 'train', '--follow-ups', '30', '--out', out, '--chains', chains];
    expect(await runCommand(['data', 'devmath', ...args], commands, '', fakeContext())).toBe(0);
    const rows = generateFollowUps(30);
    expect(await readTrainingQuestions(out)).toEqual(
      rows.map(({ question, answer, before }) => ({ question, answer, before })),
    );
    const found = [];
    for await (const { text } of readChains(chains)) found.push(splitAnswer(text).answer);
    expect(found).toEqual(rows.map(({ answer }) => answer));
  });

  it('takes earlier turns from other questions, none of their reserve', async () => {
    const [out, turns, reserve] = ['o', 't', 'r'].map((name) => join(folder, `${name}.jsonl`));
    if (out === undefined || turns === undefined || reserve === undefined) throw new Error();
    const school = ['Ann', 'Ben', 'Cleo'].map((name, index) => ({
      question: `${name} has 2 apples and gets 3. How many?`,
      answer: `2 + 3 = 5 #### ${5 + index}`,
    }));
    await writeFile(turns, school.map((each) => JSON.stringify(each)).join('\n'));
    await writeFile(reserve, JSON.stringify({ trial: [1] }));
    const args = ['--split', 'train', '--follow-ups', '60', '--out', out];
    const flags = [...args, '--turns-from', turns, '--reserve', reserve];
    expect(await runCommand(['data', 'devmath', ...flags], commands, '', fakeContext())).toBe(0);
    const earlier = (await readTrainingQuestions(out)).flatMap(({ before = [] }) => before);
    const answers = new Map(
      earlier.map(({ question, answer }) => [question.split(' ')[0], answer]),
    );
    expect([answers.get('Ann'), answers.get('Ben'), answers.get('Cleo')]).toEqual([
      '5',
      undefined,
      '7',
    ]);
  });

  it.each([
    [['--split', 'train', '--turns-from', 'f', '--out', 'o']],
    [['--split', 'train', '--follow-ups', '4', '--reserve', 'f', '--out', 'o']],
    [['--split', 'dev', '--follow-ups', '4', '--out', 'o']],
    [['--split', 'train', '--follow-ups', '4', '--count', '4', '--out', 'o']],
    [['--split', 'dev', '--count', '400', '--out', 'o']],
    [['--split', 'train', '--count', '0', '--out', 'o']],
    [['--split', 'test', '--out', 'o']],
    [['--out', 'o']],
    [['--split', 'dev']],
  ])('calls %j wrong', async (args) => {
    expect(await runCommand(['data', 'devmath', ...args], commands, '', fakeContext())).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { EvalHeader } from '../../../../src/pipeline/eval/evalLog';
import { EvalLog } from '../../../../src/pipeline/eval/evalLog';
import { parseMethods } from '../../../../src/pipeline/eval/method';
import { runOneByOne, timedMethods } from '../../../../src/pipeline/eval/runOneByOne';
import { scoreRows } from '../../../../src/pipeline/eval/scoreRows';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';
import { tinyTokenizer } from '../tinyTokenizer';

const header: EvalHeader = {
  ...{ benchmark: 'gsm8k', fileSha256: 'a', model: 'm', modelSha256: 'b' },
  ...{ format: 'balanced', maxTokens: 100 },
};
const questions = [{ question: 'What is 6 times 7?', gold: '42', group: undefined }];
const options = {
  ...{ maxNewTokens: 100, isPaperBudget: false, batchSize: 8, exactArithmetic: true },
  ...{ signal: new AbortController().signal, onRow: () => undefined },
};
const says = (answer: string): string => `6 * 7 is so. \\boxed{${answer}}`;

describe('runOneByOne', () => {
  it('holds a vote as one answer, which ends when it is decided', async () => {
    // Three of five agree after the fourth chain: the fifth is not waited for.
    const engine = new ScriptedEngine(...['42', '41', '42', '42', '40'].map(says));
    const methods = parseMethods('vote5@0.5');
    const log = await EvalLog.open(undefined, header);
    await runOneByOne(sessionOf(engine), questions, methods, log, options);
    expect(engine.asked).toHaveLength(4);
    expect(log.rows).toMatchObject([
      { index: 0, run: 'vote5@0.5', mode: 'single', correct: true, answer: '42' },
    ]);
    const [scored] = scoreRows(methods[0]!, log.rows, questions, await tinyTokenizer());
    expect(scored).toMatchObject({ index: 0, correct: true, isFinished: true });
    expect(scored!.tokens).toBe(log.rows[0]!.tokens);
    expect(scored!.seconds).toBe(log.rows[0]!.seconds);
    // What is in the log is not asked again.
    await runOneByOne(sessionOf(engine), questions, methods, log, options);
    expect(log.rows).toHaveLength(1);
  });

  it('never asks two ways of one question in a row, nor lets one guess by what another wrote', async () => {
    const several = ['1 + 1', '2 + 2', '3 + 3', '4 + 4'].map((sum) => ({
      ...{ question: `What is ${sum}?`, gold: '42', group: undefined },
    }));
    const methods = parseMethods('tokenskip@1.0,tokenskip@0.7,tokenskip@0.5');
    const engine = new ScriptedEngine(...Array.from({ length: 12 }, () => says('42')));
    const asked: { readonly question: string | undefined; readonly notes: string | undefined }[] =
      [];
    const watched = Object.assign(Object.create(engine) as ScriptedEngine, {
      generate: (...[params, hooks]: Parameters<ScriptedEngine['generate']>) => {
        const text = JSON.stringify(params.prompts[0]);
        const question = several.find((each) => text.includes(each.question))?.question;
        asked.push({ question, notes: params.notes });
        return engine.generate(params, hooks);
      },
    });
    const log = await EvalLog.open(undefined, header);
    await runOneByOne(sessionOf(watched), several, methods, log, options);
    expect(log.rows).toHaveLength(12);
    asked.slice(1).forEach(({ question }, i) => expect(question).not.toBe(asked[i]!.question));
    expect(asked.slice(0, 3).map(({ notes }) => notes)).toEqual([
      'original',
      'tokenskip@0.7',
      'tokenskip@0.5',
    ]);
  });

  it('tells no seconds of an answer that was cut afterwards', async () => {
    const engine = new ScriptedEngine(says('42'));
    const methods = parseMethods('original,truncation@0.5');
    const log = await EvalLog.open(undefined, header);
    await runOneByOne(sessionOf(engine), questions, methods, log, options);
    const tokenizer = await tinyTokenizer();
    const [whole, cut] = methods.map((of) => scoreRows(of, log.rows, questions, tokenizer)[0]);
    expect(whole?.seconds).toBeGreaterThan(0);
    expect(cut).not.toHaveProperty('seconds');
  });

  it('keeps no vote that was stopped', async () => {
    const engine = new ScriptedEngine(...['42', '41', '42', '42', '40'].map(says));
    const stop = new AbortController();
    const counting = Object.assign(Object.create(engine) as ScriptedEngine, {
      generate: (...[params, hooks]: Parameters<ScriptedEngine['generate']>) =>
        engine.generate(params, {
          ...hooks,
          onRow: (row, output) => {
            hooks?.onRow?.(row, output);
            stop.abort();
          },
        }),
    });
    const log = await EvalLog.open(undefined, header);
    const methods = parseMethods('vote5@0.5');
    const stopped = { ...options, signal: stop.signal };
    await expect(
      runOneByOne(sessionOf(counting), questions, methods, log, stopped),
    ).rejects.toThrow();
    expect(log.rows).toEqual([]);
  });

  it('times each run once, and each vote', () => {
    const methods = parseMethods('original,tokenskip@1.0,truncation@0.5,vote5@0.5,vote3@0.5');
    const names = timedMethods(methods).map(({ name }) => name);
    expect(names).toHaveLength(3);
    expect(names.slice(1)).toEqual(['vote5@0.5', 'vote3@0.5']);
  });
});

import { describe, expect, it } from 'vitest';
import type { EvalHeader } from '../../../../src/pipeline/eval/evalLog';
import { EvalLog } from '../../../../src/pipeline/eval/evalLog';
import { parseMethods, runsOf } from '../../../../src/pipeline/eval/method';
import { runTogether } from '../../../../src/pipeline/eval/runTogether';
import type { GenerateParams } from '../../../../src/protocol/childProtocol';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

const header: EvalHeader = {
  ...{ benchmark: 'gsm8k', fileSha256: 'a', model: 'm', modelSha256: 'b' },
  ...{ format: 'balanced', maxTokens: 100 },
};
const questions = ['six', 'two', 'ten'].map((question) => ({
  ...{ question, gold: '42', group: undefined },
}));
const options = {
  ...{ maxNewTokens: 100, isPaperBudget: false, batchSize: 8, exactArithmetic: true },
  ...{ signal: new AbortController().signal, onRow: () => undefined },
};

/** An engine whose every answer is 42, with the requests that it was sent. */
function engineOf(answers: number): { engine: ScriptedEngine; requests: GenerateParams[] } {
  const requests: GenerateParams[] = [];
  class Recording extends ScriptedEngine {
    override generate(
      ...[params, hooks]: Parameters<ScriptedEngine['generate']>
    ): ReturnType<ScriptedEngine['generate']> {
      requests.push(params);
      return super.generate(params, hooks);
    }
  }
  const lines = Array.from({ length: answers }, () => 'So it is \\boxed{42}');
  return { engine: new Recording(...lines), requests };
}

describe('runTogether', () => {
  it('asks all ratios of a question one after another, in one request', async () => {
    const { engine, requests } = engineOf(6);
    const log = await EvalLog.open(undefined, header);
    const runs = runsOf(parseMethods('tokenskip@1.0,tokenskip@0.5'));
    await runTogether(sessionOf(engine), questions, runs, log, options);
    expect(requests).toHaveLength(1);
    expect(requests[0]).not.toHaveProperty('sampling');
    expect(log.rows.map(({ index, run }) => `${index} ${run}`)).toEqual([
      ...['0 original', '0 tokenskip@0.5', '1 original'],
      ...['1 tokenskip@0.5', '2 original', '2 tokenskip@0.5'],
    ]);
    const asked = engine.asked.map((text) => /six|two|ten/.exec(text)?.[0]);
    expect(asked).toEqual(['six', 'six', 'two', 'two', 'ten', 'ten']);
    expect(log.rows.every((row) => row.correct && row.seconds === undefined)).toBe(true);
  });

  it('draws the chains of a vote in a request of their own, each with its seed', async () => {
    const { engine, requests } = engineOf(9);
    const log = await EvalLog.open(undefined, header);
    const runs = runsOf(parseMethods('tokenskip@0.5,vote2@0.5'));
    await runTogether(sessionOf(engine), questions, runs, log, options);
    const [greedy, drawn] = requests;
    expect(greedy).toMatchObject({ prompts: { length: 3 } });
    expect(greedy).not.toHaveProperty('seeds');
    expect(drawn).toMatchObject({ prompts: { length: 6 }, seeds: [0, 1, 0, 1, 0, 1] });
    expect(drawn?.sampling?.temperature).toBeGreaterThan(0);
  });

  it('gives each ratio its own budget where the paper does', async () => {
    const { engine, requests } = engineOf(6);
    const log = await EvalLog.open(undefined, header);
    const runs = runsOf(parseMethods('tokenskip@1.0,tokenskip@0.5'));
    const paper = { ...options, isPaperBudget: true };
    await runTogether(sessionOf(engine), questions, runs, log, paper);
    expect(requests.map(({ maxNewTokens }) => maxNewTokens)).toEqual([100, 50]);
  });

  it('asks only what the log lacks, and counts what is there', async () => {
    const log = await EvalLog.open(undefined, header);
    const runs = runsOf(parseMethods('tokenskip@1.0,tokenskip@0.5'));
    const first = engineOf(3);
    await runTogether(sessionOf(first.engine), questions, runs.slice(0, 1), log, options);
    const second = engineOf(3);
    const done: number[] = [];
    const counting = { ...options, onRow: (count: number) => done.push(count) };
    await runTogether(sessionOf(second.engine), questions, runs, log, counting);
    expect(done).toEqual([4, 5, 6]);
    await runTogether(sessionOf(engineOf(0).engine), questions, runs, log, options);
    expect(log.rows).toHaveLength(6);
  });
});

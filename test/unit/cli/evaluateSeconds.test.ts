import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands/commands';
import { runCommand } from '../../../src/cli/runCommand';
import type { EvalHeader, EvalRow } from '../../../src/pipeline/eval/evalLog';
import { fakeContext } from './fakeContext';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-seconds-'));
});
afterEach(() => rm(folder, { recursive: true }));

const header: EvalHeader = {
  benchmark: 'gsm8k',
  fileSha256: 'a',
  model: 'base',
  modelSha256: 'b',
  format: 'balanced',
  maxTokens: 512,
};

function row(index: number, run: string, change: Partial<EvalRow> = {}): EvalRow {
  const text = 'so \\boxed{7}';
  return {
    ...{ index, run, mode: 'batch', correct: true, answer: '7', tokens: 20 },
    ...{ finishReason: 'stop', seconds: 1, text },
    ...change,
  };
}

/** Both questions asked in a batch, the first right; one of them alone. */
function answers(run: string, seconds: number): readonly EvalRow[] {
  return [row(0, run), row(1, run, { correct: false }), row(0, run, { mode: 'single', seconds })];
}

async function log(
  name: string,
  rows: readonly EvalRow[],
  change: Partial<EvalHeader> = {},
): Promise<string> {
  const lines = [{ eval: { ...header, ...change } }, ...rows];
  await writeFile(at(name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return at(name);
}

async function plot(...logs: readonly string[]): Promise<{ said: string; svg: string }> {
  const context = fakeContext({ rootDir: folder, env: {} });
  const args = ['eval', '--plot-seconds', logs.join(','), '--svg', at('plot.svg')];
  const code = await runCommand(args, commands, '', context);
  const svg = await readFile(at('plot.svg'), 'utf8').catch(() => '');
  return { said: code === 0 ? context.out.text : context.err.text, svg };
}

const votes = [0, 1].flatMap((index) =>
  [0, 1, 2].map((chain) => row(index, `chain${chain}@0.5`, { correct: index === 0 })),
);

describe('tokenskip eval --plot-seconds', () => {
  it('draws each ratio and vote of every model, over the seconds of questions asked alone', async () => {
    const trained = [
      ...answers('original', 8),
      ...answers('tokenskip@0.5', 4),
      ...[...votes, row(0, 'vote3@0.5', { mode: 'single', seconds: 6 })],
      ...answers('be-concise', 5),
    ];
    const { said, svg } = await plot(
      await log('base.jsonl', answers('original', 9)),
      await log('trained.jsonl', trained, { model: 'trained' }),
      await log('exact.jsonl', trained, { model: 'trained', exactArithmetic: true }),
    );
    const shown = said.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(shown[1]).toMatch(/^base \| original \| 9\.0 \| 50\.0 % \| 9\.5 to 90\.5 \| 2$/);
    expect(shown.slice(2, 5)).toEqual([
      'trained | tokenskip@0.5 | 4.0 | 50.0 % | 9.5 to 90.5 | 2',
      'trained | vote3@0.5 | 6.0 | 50.0 % | 9.5 to 90.5 | 2',
      'trained | tokenskip@1.0 | 8.0 | 50.0 % | 9.5 to 90.5 | 2',
    ]);
    expect(shown[5]).toMatch(/^trained, exact results \| tokenskip@0\.5/);
    for (const name of [
      '>base<',
      '>original<',
      '>trained<',
      '>trained, exact results<',
      '>vote3@0.5<',
      '>0.5<',
    ]) {
      expect(svg).toContain(name);
    }
    expect(svg).not.toMatch(/be-concise|NaN|undefined/);
    // One for the base, one in the legend; the two others have squares and diamonds.
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/<rect[^>]*fill="none"/g)).toHaveLength(1);
    expect(svg.match(/<polyline/g)).toHaveLength(2);
  });

  it('tells runs of one model apart by their files', async () => {
    const rows = answers('original', 9);
    const { said } = await plot(await log('a.jsonl', rows), await log('b.jsonl', rows));
    expect(said).toContain('base (a.jsonl)');
    expect(said).toContain('base (b.jsonl)');
  });

  it('refuses logs that do not belong in one plot, in a sentence', async () => {
    const good = await log('good.jsonl', answers('original', 9));
    const other = await log('other.jsonl', answers('original', 9), { fileSha256: 'c' });
    const reserve = await log('reserve.jsonl', answers('original', 9), { reserve: 'calibration' });
    const lines = await log('lines.jsonl', answers('original', 9), {
      ...{ reserve: 'calibration', reserveSha256: 'd' },
    });
    const untimed = await log('untimed.jsonl', [row(0, 'original')]);
    await writeFile(at('none.jsonl'), '{"index": 1}\n');
    expect((await plot(good, other)).said).toContain('other questions');
    expect((await plot(good, reserve)).said).toContain('other questions');
    expect((await plot(reserve, lines)).said).toContain('other questions');
    expect((await plot(good, untimed)).said).toContain('--latency');
    expect((await plot(good, at('none.jsonl'))).said).toContain('no log');
    expect((await plot(good, at('missing.jsonl'))).said).toContain('missing.jsonl');
    expect((await plot(...Array.from({ length: 7 }, () => good))).said).toContain('at most 6');
    expect((await plot(good, other)).svg).toBe('');
  });
});

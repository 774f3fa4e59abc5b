import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvalHeader, EvalRow } from '../../../../src/pipeline/eval/evalLog';
import { EvalLog } from '../../../../src/pipeline/eval/evalLog';

const invalid = { code: 'invalid-argument' };

describe('EvalLog', () => {
  let folder: string;
  let path: string;
  const header: EvalHeader = {
    benchmark: 'gsm8k',
    fileSha256: 'f'.repeat(64),
    model: 'm',
    modelSha256: 'a'.repeat(64),
    format: 'balanced',
    maxTokens: 512,
  };
  const line: EvalRow = {
    index: 3,
    run: 'tokenskip@0.5',
    mode: 'batch',
    correct: true,
    answer: '5',
    tokens: 40,
    finishReason: 'stop',
    seconds: 1.5,
    text: 'é \n \u2028',
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokenskip-eval-'));
    path = join(folder, 'inner', 'log.jsonl');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(rows: readonly EvalRow[]): Promise<readonly EvalRow[]> {
    const log = await EvalLog.open(path, header);
    for (const item of rows) await log.add(item);
    await log.close();
    return log.rows;
  }

  it('gives back what it kept, and knows what it has', async () => {
    await write([line]);
    const log = await EvalLog.open(path, header);
    expect(log.rows).toEqual([line]);
    const asked = [
      log.has(3, 'tokenskip@0.5', 'batch'),
      log.has(3, 'tokenskip@0.5', 'single'),
      log.has(3, 'original', 'batch'),
      log.has(4, 'tokenskip@0.5', 'batch'),
    ];
    expect(asked).toEqual([true, false, false, false]);
    await log.close();
  });

  it('drops a line that was cut off at any character and goes on', async () => {
    await write([line]);
    const whole = await readFile(path);
    const torn = Buffer.from(`${JSON.stringify({ ...line, index: 4 })}\n`);
    for (let cut = 1; cut < torn.length; cut += 7) {
      await writeFile(path, Buffer.concat([whole, torn.subarray(0, cut)]));
      expect(await write([{ ...line, index: 5 }])).toHaveLength(2);
      expect((await write([])).map((item) => item.index)).toEqual([3, 5]);
    }
  });

  it('passes over lines that are no rows', async () => {
    await write([line]);
    await appendFile(path, '{"index":1}\n[]\n7\nnull\n');
    expect(await write([])).toEqual([line]);
  });

  it('refuses a log of another run', async () => {
    await write([line]);
    await expect(EvalLog.open(path, { ...header, maxTokens: 100 })).rejects.toMatchObject(invalid);
    const otherAdapter = { ...header, adapterSha256: 'b'.repeat(64) };
    await expect(EvalLog.open(path, otherAdapter)).rejects.toMatchObject(invalid);
  });

  it.each(['something else\n', 'something else', '{"trial":[1,2]}', '{"eval":{"model":1'])(
    'refuses %j and leaves it as it is',
    async (text) => {
      await mkdir(join(folder, 'inner'));
      await writeFile(path, text);
      await expect(EvalLog.open(path, header)).rejects.toMatchObject(invalid);
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('begins anew where its own first line was cut off', async () => {
    await write([]);
    await truncate(path, 30);
    expect(await write([line])).toEqual([line]);
    expect(await write([])).toEqual([line]);
  });

  it('keeps rows without a file', async () => {
    const log = await EvalLog.open(undefined, header);
    await log.add(line);
    expect(log.has(3, 'tokenskip@0.5', 'batch')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { shownCommand } from '../../../src/cli/shownCommand';

describe('shownCommand', () => {
  it.each([
    [
      ['--methods', 'tokenskip@1.0,vote5@0.5', '--batch=8'],
      '--methods tokenskip@1.0,vote5@0.5 --batch=8',
    ],
    [
      ['--file', '/home/ann/train.jsonl', '--out=C:\\logs\\a.jsonl'],
      '--file train.jsonl --out=a.jsonl',
    ],
    [['--also', 'logs/a.jsonl,logs/b.jsonl'], '--also a.jsonl,b.jsonl'],
    [['--model', "ann's model", ''], String.raw`--model 'ann'\''s model' ''`],
  ])('shows %j', (args, shown) => {
    expect(shownCommand('tokenskip eval', args)).toBe(`tokenskip eval ${shown}`);
  });
});

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  parseDecimal,
  parseFlags,
  parseSwitch,
  parseWholeNumber,
} from '../../../src/cli/parseFlags';
import { readQuestion } from '../../../src/cli/readQuestion';
import { requireOne } from '../../../src/cli/requireOne';
import { parseDevice } from '../../../src/cli/withEngine';
import { fakeContext } from './fakeContext';

const invalid = expect.objectContaining({ code: 'invalid-argument' }) as unknown;

describe('parseFlags', () => {
  it('returns flags and the rest', () => {
    const { values, positionals } = parseFlags('ask', ['--json', 'a', '--model=m', 'b'], {
      json: { type: 'boolean' },
      model: { type: 'string' },
    });
    expect({ ...values }).toEqual({ json: true, model: 'm' });
    expect(positionals).toEqual(['a', 'b']);
  });

  it.each([[['--unknown']], [['--model']], [['--json=1']]])('refuses %j', (args) => {
    const options = { json: { type: 'boolean' }, model: { type: 'string' } } as const;
    expect(() => parseFlags('ask', args, options)).toThrow(invalid);
    expect(() => parseFlags('ask', args, options)).toThrow(/^[^.]*`tokenskip ask --help`\.$/);
  });
});

describe('numbers', () => {
  it('accepts both ends of the range and nothing beyond', () => {
    expect(parseWholeNumber('--n', undefined, 1, 9)).toBeUndefined();
    expect([parseWholeNumber('--n', '1', 1, 9), parseWholeNumber('--n', '9', 1, 9)]).toEqual([
      1, 9,
    ]);
    for (const text of ['0', '10', '1.5', '-1', '', ' 1', '1e3', '0x5', 'NaN']) {
      expect(() => parseWholeNumber('--n', text, 1, 9)).toThrow(invalid);
    }
    expect([parseDecimal('--t', '0', 0, 2), parseDecimal('--t', '0.75', 0, 2)]).toEqual([0, 0.75]);
    for (const text of ['2.1', '.5', '-0.1', 'Infinity', '1e0', '']) {
      expect(() => parseDecimal('--t', text, 0, 2)).toThrow(invalid);
    }
  });
});

describe('switches', () => {
  it('are on or off', () => {
    const given = [undefined, 'on', 'off'].map((text) => parseSwitch('--exact', text));
    expect(given).toEqual([undefined, true, false]);
    for (const text of ['', 'true', 'On']) {
      expect(() => parseSwitch('--exact', text)).toThrow(invalid);
    }
  });
});

describe('readQuestion', () => {
  const read = (words: readonly string[], input = ''): Promise<string> =>
    readQuestion(words, fakeContext({ input }).stdin, new AbortController().signal);

  it('joins the words, or reads standard input for a single -', async () => {
    expect(await read(['What', 'is 12 * 7?'])).toBe('What is 12 * 7?');
    expect(await read(['-'], '  What is\n12 * 7?\n')).toBe('What is\n12 * 7?');
    expect(await read(['3', '-', '1'])).toBe('3 - 1');
  });

  it.each([[[]], [['']], [['  ', '\n']]])('refuses %j as no question', async (words) => {
    await expect(read(words)).rejects.toMatchObject({ code: 'empty-question' });
  });

  it('ends when it is stopped while more input may come', async () => {
    const stop = new AbortController();
    const reading = readQuestion(['-'], new PassThrough(), stop.signal);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses empty and endless input', async () => {
    await expect(read(['-'], ' \n')).rejects.toMatchObject({ code: 'empty-question' });
    const endless = 'a'.repeat(4_000_001);
    await expect(read(['-'], endless)).rejects.toMatchObject({ code: 'question-too-long' });
  });
});

describe('single arguments', () => {
  it('takes exactly one', () => {
    expect(requireOne('model info', 'model', ['m'])).toBe('m');
    expect(() => requireOne('model info', 'model', [])).toThrow(invalid);
    expect(() => requireOne('model info', 'model', ['a', 'b'])).toThrow(invalid);
  });

  it('knows the devices', () => {
    expect([parseDevice(undefined), parseDevice('auto'), parseDevice('webgpu')]).toEqual([
      'auto',
      'auto',
      'webgpu',
    ]);
    expect(() => parseDevice('gpu')).toThrow(invalid);
  });
});

import { describe, expect, it } from 'vitest';
import { parseMethods, runsOf } from '../../../../src/pipeline/eval/method';

describe('parseMethods', () => {
  it('reads the list, each name once', () => {
    const methods = parseMethods('original, tokenskip@1.0,tokenskip@0.5,original,truncation@0.7');
    expect(methods.map(({ name, target, truncateTo }) => [name, target, truncateTo])).toEqual([
      ['original', 1, undefined],
      ['tokenskip@1.0', 1, undefined],
      ['tokenskip@0.5', 0.5, undefined],
      ['truncation@0.7', 0.7, 0.7],
    ]);
    // Asking without a marker and cutting off need no answers of their own.
    expect(runsOf(methods).map(({ key }) => key)).toEqual(['original', 'tokenskip@0.5']);
  });

  it('asks in words what the paper asks in words', () => {
    const instructions = parseMethods('be-concise,only-numbers,abbre-words,lc-prompt@0.7').map(
      ({ run }) => run.instruction,
    );
    expect(instructions).toEqual([
      'Be concise.',
      'Only use numbers or equations.',
      'Abbreviate words as much as possible.',
      'Please reduce 30% of the words in your Chain-of-Thought process.',
    ]);
    const [draft] = parseMethods('chain-of-draft');
    expect(draft?.run).toMatchObject({ key: 'chain-of-draft', keepRatio: 1 });
  });

  it.each([undefined, '', 'tokenskip', 'tokenskip@2', 'original,', 'x@0.5', 'be-concise@x@0.5'])(
    'refuses %s',
    (text) => {
      const invalid = expect.objectContaining({ code: 'invalid-argument' }) as Error;
      expect(() => parseMethods(text)).toThrow(invalid);
    },
  );
});

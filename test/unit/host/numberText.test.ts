import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sizeText } from '../../../src/host/models/sizeText';
import {
  decimalText,
  estimatedSecondsText,
  secondsText,
  tokensText,
  wholeText,
} from '../../../src/host/numberText';
import { env } from '../../support/vscodeStub';

vi.mock('vscode', () => import('../../support/vscodeStub'));

describe('numbers in the language of the editor', () => {
  beforeEach(() => {
    env.language = 'en';
  });

  it.each([
    [1, '1 MB'],
    [412_345_678, '412 MB'],
    [999_400_000, '999 MB'],
    [999_600_000, '1.0 GB'],
    [1_117_320_768, '1.1 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it.each([
    [0, '0.0 s'],
    [3.14, '3.1 s'],
    [48.4, '48 s'],
    [125, '2 min 5 s'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(secondsText(seconds)).toBe(text);
  });

  it.each([
    [0.2, '1 s'],
    [3.6, '4 s'],
    [48.4, '48 s'],
    [300, '5 min 0 s'],
  ])('%d estimated seconds are %s', (seconds, text) => {
    expect(estimatedSecondsText(seconds)).toBe(text);
  });

  it('writes whole numbers', () => {
    expect([1_234.4, -12, -0.3].map(wholeText)).toEqual(['1,234', '−12', '0']);
  });

  it('counts tokens', () => {
    expect(tokensText(1)).toBe('1 token');
    expect(tokensText(1_234)).toBe('1,234 tokens');
  });

  it('writes them as that language does', () => {
    env.language = 'de';
    expect(decimalText(91.44)).toBe('91,4');
    expect(sizeText(1_117_320_768)).toBe('1,1 GB');
    expect(secondsText(3.14)).toBe('3,1 s');
    expect(tokensText(1_234)).toBe('1.234 tokens');
  });
});

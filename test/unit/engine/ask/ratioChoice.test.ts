import { describe, expect, it } from 'vitest';
import { chooseRatio, requireRatioText } from '../../../../src/engine/ask/ratioChoice';
import { sampleManifest } from '../../cli/sampleManifest';

const untrained = sampleManifest({ trainedRatios: [] });
const trained = sampleManifest({ trainedRatios: [1, 0.9, 0.8, 0.7, 0.6, 0.5] });

describe('chooseRatio', () => {
  it('asks for the full chain when nothing is said', () => {
    expect(chooseRatio(undefined, trained)).toEqual({ keepRatios: [1], note: undefined });
    expect(chooseRatio(undefined, untrained)).toEqual({ keepRatios: [1], note: undefined });
  });

  it('passes a trained ratio without a word', () => {
    expect(chooseRatio('0.5', trained)).toEqual({ keepRatios: [0.5], note: undefined });
  });

  it('says that a model was not trained for ratios, except for the full chain', () => {
    expect(chooseRatio('0.5', untrained).keepRatios).toEqual([0.5]);
    expect(chooseRatio('0.5', untrained).note).toMatch(/not trained for ratios/);
    expect(chooseRatio('1.0', untrained).note).toBeUndefined();
  });

  it('tries the lowest trained ratio first and the full chain once under auto', () => {
    expect(chooseRatio('auto', trained)).toEqual({ keepRatios: [0.5, 1], note: undefined });
    expect(chooseRatio('auto', untrained).keepRatios).toEqual([1]);
    expect(chooseRatio('auto', untrained).note).toMatch(/not trained for ratios/);
  });

  it.each(['0.3', '0.55', '1.5', '50%', 'half', '', '-0.5'])('refuses %s', (text) => {
    expect(() => chooseRatio(text, trained)).toThrow(
      expect.objectContaining({ code: 'unknown-ratio' }) as Error,
    );
  });
});

describe('requireRatioText', () => {
  it('refuses before a model is known what no model knows', () => {
    for (const text of [undefined, 'auto', '0.5', '0.1', '1']) requireRatioText(text);
    for (const text of ['2', 'x', '0']) {
      expect(() => requireRatioText(text)).toThrow(
        expect.objectContaining({ code: 'unknown-ratio' }) as Error,
      );
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { RatioChoice } from '../../../../src/engine/ask/ratioChoice';
import { chooseRatio, requireRatioText } from '../../../../src/engine/ask/ratioChoice';
import { sampleManifest } from '../../cli/sampleManifest';

const untrained = sampleManifest({ trainedRatios: [] });
const trained = sampleManifest({ trainedRatios: [1, 0.9, 0.8, 0.7, 0.6, 0.5] });

/** One chain, and nothing after it. */
const once = (keepRatio: number): RatioChoice => ({ keepRatio, next: undefined, note: undefined });

describe('chooseRatio', () => {
  it('asks for the full chain when nothing is said', () => {
    expect(chooseRatio(undefined, trained)).toEqual(once(1));
    expect(chooseRatio(undefined, untrained)).toEqual(once(1));
  });

  it('passes a trained ratio without a word', () => {
    expect(chooseRatio('0.5', trained)).toEqual(once(0.5));
  });

  it('says that a model was not trained for ratios, except for the full chain', () => {
    expect(chooseRatio('0.5', untrained)).toMatchObject({ keepRatio: 0.5, next: undefined });
    expect(chooseRatio('0.5', untrained).note).toMatch(/not trained for ratios/);
    expect(chooseRatio('1.0', untrained).note).toBeUndefined();
  });

  it('tries the lowest trained ratio first and the full chain once under auto', () => {
    expect(chooseRatio('auto', trained)).toEqual({ ...once(0.5), next: 'full' });
    const full = { ...trained, auto: { next: 'full' } as const };
    expect(chooseRatio('auto', full)).toEqual({ ...once(0.5), next: 'full' });
  });

  it('lets chains vote instead where the model was measured to gain more by that', () => {
    const voting = { ...trained, auto: { next: 'vote' } as const };
    expect(chooseRatio('auto', voting)).toEqual({ ...once(0.5), next: 'vote' });
    // Only auto decides for itself.
    expect(chooseRatio('0.5', voting)).toEqual(once(0.5));
  });

  it('has nothing to go on with under auto where a model knows the full chain alone', () => {
    for (const model of [untrained, { ...untrained, auto: { next: 'vote' } as const }]) {
      expect(chooseRatio('auto', model)).toMatchObject({ keepRatio: 1, next: undefined });
      expect(chooseRatio('auto', model).note).toMatch(/not trained for ratios/);
    }
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

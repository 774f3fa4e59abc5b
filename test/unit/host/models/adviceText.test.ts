import { describe, expect, it, vi } from 'vitest';
import { adviceRemarks, adviceText } from '../../../../src/host/models/adviceText';
import type { ModelAdvice } from '../../../../src/modelkit/catalogue/adviseModels';
import { sampleEntry } from '../../modelkit/catalogue/sampleEntry';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const sha256 = 'a'.repeat(64);
const advice: ModelAdvice = {
  entry: sampleEntry({
    source: {
      kind: 'gguf',
      repository: 'a/b',
      revision: 'main',
      file: 'l.gguf',
      bytes: 9e8,
      sha256,
    },
    trainedRatios: [1, 0.5],
  }),
  needBytes: 2.3e9,
  hasBytes: 6.6e9,
  device: 'cpu',
  fits: true,
  isRecommended: true,
};

describe('the row of a model that can be had', () => {
  it('recommends it, with what it needs of memory and what there is', () => {
    expect(adviceText(advice)).toBe(
      'recommended for this machine · 900 MB to fetch · needs about 2.3 GB of 6.6 GB of memory',
    );
    expect(adviceText({ ...advice, device: 'gpu' })).toMatch(/of 6\.6 GB of graphics memory$/);
    const large = { ...advice, isRecommended: false, fits: false, needBytes: 11e9 };
    expect(adviceText(large)).toBe('needs 11.0 GB of memory, this machine has 6.6 GB for it');
  });

  it('has the offer with its numbers once they are measured, also in the picker', () => {
    const offer = 'right on 54 of 100 school problems instead of 29';
    const measured = { ...advice, gain: { right: 54, insteadOf: 29 } };
    expect(adviceText(measured)).toContain(
      `recommended for this machine · ${offer} · 900 MB to fetch`,
    );
    expect(adviceRemarks(measured)).toEqual(['recommended for this machine', offer]);
    expect(adviceRemarks(advice)).not.toContain(offer);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryNeed } from '../../../../src/host/models/memoryNeed';
import { sizeText } from '../../../../src/host/models/sizeText';
import { sampleManifest } from '../../cli/sampleManifest';

describe('memoryNeed', () => {
  it('is what the running 0.5B model was measured to take', () => {
    const files = [{ path: 'onnx/model_q4.onnx_data', bytes: 387_609_232, sha256: '0'.repeat(64) }];
    // 864 MB (docs/performance.md); a tenth more or less misleads nobody.
    expect(memoryNeed(sampleManifest({ files })) / 864e6).toBeCloseTo(1, 1);
  });
});

describe('sizeText', () => {
  it.each([
    [1, '1 MB'],
    [412_345_678, '412 MB'],
    [999_400_000, '999 MB'],
    [999_600_000, '1.0 GB'],
    [1_117_320_768, '1.1 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryNeed } from '../../../../src/host/models/memoryNeed';
import { sampleManifest } from '../../cli/sampleManifest';

describe('memoryNeed', () => {
  it('is what the running 0.5B model was measured to take', () => {
    const files = [{ path: 'onnx/model_q4.onnx_data', bytes: 387_609_232, sha256: '0'.repeat(64) }];
    // 864 MB (docs/performance.md); a tenth more or less misleads nobody.
    expect(memoryNeed(sampleManifest({ files })) / 864e6).toBeCloseTo(1, 1);
  });
});

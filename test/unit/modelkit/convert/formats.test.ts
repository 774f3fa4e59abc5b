import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../../src/protocol/appError';
import {
  storageOf,
  storedBytesPerRow,
  weightFormat,
  weightFormats,
} from '../../../../src/modelkit/convert/formats';

const embedding = 'model.embed_tokens.weight';
const query = 'model.layers.11.self_attn.q_proj.weight';
const down = 'model.layers.11.mlp.down_proj.weight';

describe('weight formats', () => {
  it('have the names of the command line, and no others are found', () => {
    expect(weightFormats.map((format) => format.name)).toEqual([
      'small',
      'balanced',
      'exact',
      'fp32',
    ]);
    for (const format of weightFormats) expect(weightFormat(format.name)).toBe(format);
    expect(() => weightFormat('q4_0')).toThrow(
      expect.toSatisfy(
        (error: unknown) =>
          isAppError(error, 'invalid-argument') && error.message.includes('small'),
      ) as Error,
    );
  });

  it('never give zero points to what is looked up by row', () => {
    for (const format of weightFormats) {
      for (const name of [embedding, 'lm_head.weight']) {
        const storage = storageOf(format, name, 896);
        expect(storage.kind === 'quantised' && storage.zeroPoints).toBe(false);
      }
    }
  });

  it('store each part as the mix says', () => {
    const bits = (format: string, name: string): unknown => {
      const storage = storageOf(weightFormat(format), name, 1536);
      return storage.kind === 'quantised' ? [storage.bits, storage.blockSize] : storage.kind;
    };
    expect([embedding, query, down].map((name) => bits('small', name))).toEqual([
      [8, 32],
      [4, 64],
      [4, 64],
    ]);
    expect([embedding, query, down].map((name) => bits('balanced', name))).toEqual([
      [8, 32],
      [8, 32],
      [4, 32],
    ]);
    expect([embedding, query, down].map((name) => bits('exact', name))).toEqual([
      [8, 32],
      [8, 32],
      [8, 32],
    ]);
    expect(bits('fp32', down)).toBe('float32');
  });

  it('state the bytes they take', () => {
    // The shape of Qwen2.5-Coder-1.5B: attention in and out, then feed-forward.
    const body = [
      ...[1536, 256, 256, 1536].map((rows) => [query, rows, 1536] as const),
      ['model.layers.1.mlp.gate_proj.weight', 2 * 8960, 1536] as const,
      [down, 1536, 8960] as const,
    ];
    for (const format of weightFormats) {
      let weights = 0;
      let bytes = 0;
      for (const [name, rows, columns] of body) {
        weights += rows * columns;
        bytes += rows * storedBytesPerRow(storageOf(format, name, columns), columns);
      }
      expect(bytes / weights / format.bytesPerWeight).toBeCloseTo(1, 1.5);
    }
  });

  it('take smaller blocks where the rows need it, and refuse rows that none divides', () => {
    const block = (columns: number): unknown => {
      const storage = storageOf(weightFormat('small'), down, columns);
      return storage.kind === 'quantised' ? storage.blockSize : undefined;
    };
    expect([128, 96, 48].map(block)).toEqual([64, 32, 16]);
    expect(() => block(40)).toThrow(
      expect.toSatisfy((error: unknown) => isAppError(error, 'unsupported-architecture')) as Error,
    );
    expect(storageOf(weightFormat('fp32'), down, 40).kind).toBe('float32');
  });
});

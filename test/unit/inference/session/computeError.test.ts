import { describe, expect, it } from 'vitest';
import { asComputeError } from '../../../../src/inference/session/computeError';
import { AppError } from '../../../../src/protocol/appError';

describe('asComputeError', () => {
  it.each([
    ['webgpu', /on webgpu; ask again .* choose the device "cpu"/],
    ['cpu', /on cpu; ask again .* convert the model again/],
  ] as const)('says of %s that the model failed, and what helps', (device, sentence) => {
    const cause = new Error('Non-zero status code returned while running MatMul');
    const error = asComputeError(cause, device);
    expect(error).toMatchObject({ code: 'engine-exited', cause });
    expect(String(error)).toMatch(sentence);
    expect(String(error)).not.toContain('MatMul');
  });

  it.each([
    new AppError('bad-message', 'Something else.'),
    new DOMException('This operation was aborted', 'AbortError'),
  ])('leaves %s as it is', (error) => {
    expect(asComputeError(error, 'cpu')).toBe(error);
  });
});

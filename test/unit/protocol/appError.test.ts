import { describe, expect, it } from 'vitest';
import { AppError, fromErrorData, isCancelled, toErrorData } from '../../../src/protocol/appError';

const withoutStack = (error: Error): Error => {
  delete error.stack;
  return error;
};

describe('toErrorData', () => {
  it('keeps code, message, details and stack of an AppError, and only what is there', () => {
    const error = new AppError('remote-busy', 'Wait.', { waiting: 3 });
    expect(toErrorData(error)).toEqual({
      code: 'remote-busy',
      message: 'Wait.',
      details: { waiting: 3 },
      stack: error.stack,
    });
    expect(toErrorData(withoutStack(new AppError('remote-busy', 'Wait.')))).toStrictEqual({
      code: 'remote-busy',
      message: 'Wait.',
    });
  });

  it('says cancelled for the abort of any library', () => {
    const abort = new DOMException('gone', 'AbortError');
    expect(isCancelled(abort)).toBe(true);
    expect(toErrorData(abort)).toStrictEqual({ code: 'cancelled', message: 'Stopped.' });
  });

  it('is short enough for the other end, whatever a library says', () => {
    const long = 'x'.repeat(100_000);
    for (const error of [new Error(long), new AppError('internal', long)]) {
      const { message, stack } = toErrorData(error);
      expect([message.length, stack?.length]).toEqual([65_536, 65_536]);
    }
  });

  it('says internal for every other value', () => {
    const error = new TypeError('no function');
    expect(toErrorData(error)).toStrictEqual({
      code: 'internal',
      message: 'no function',
      stack: error.stack,
    });
    expect(toErrorData(withoutStack(new Error('x')))).toStrictEqual({
      code: 'internal',
      message: 'x',
    });
    expect(toErrorData('a text')).toStrictEqual({ code: 'internal', message: 'a text' });
  });
});

describe('fromErrorData', () => {
  it('keeps the stack of the other side as the cause', () => {
    expect(
      fromErrorData({ code: 'remote-busy', message: 'Wait.', stack: 'at there' }).cause,
    ).toEqual(new Error('at there'));
    const bare = fromErrorData({ code: 'remote-busy', message: 'Wait.' });
    expect([bare.code, bare.message, bare.details, bare.cause]).toEqual([
      'remote-busy',
      'Wait.',
      undefined,
      undefined,
    ]);
  });
});

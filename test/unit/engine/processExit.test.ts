import { describe, expect, it } from 'vitest';
import { exitError } from '../../../src/engine/processExit';

const quiet = { signal: null, exitCode: null, stderr: '' };

describe('exitError', () => {
  it.each([
    [{ ...quiet, exitCode: 7 }, 'ended with exit code 7; ask again to start it anew.'],
    [{ ...quiet, exitCode: 0xc0000005 }, /^The engine crashed \(0xC0000005\); .* another device/],
    [
      { ...quiet, signal: 'SIGSEGV' as const },
      /^The engine crashed \(SIGSEGV\); .* another device/,
    ],
    [{ ...quiet, signal: 'SIGKILL' as const }, /was ended by SIGKILL; .* smaller model/],
    [{ ...quiet, exitCode: 134, stderr: 'std::bad_alloc' }, /exit code 134; .* smaller model/],
  ])('%j', (exit, sentence) => {
    expect(exitError(exit).message).toMatch(sentence);
  });
});

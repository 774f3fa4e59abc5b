import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/cli/command';
import { runCommand } from '../../../src/cli/runCommand';
import { AppError } from '../../../src/protocol/appError';
import type { ErrorCode } from '../../../src/protocol/errorCodes';
import { fakeContext } from './fakeContext';

function command(name: string, run: Command['run'], extra: Partial<Command> = {}): Command {
  return { name, summary: `does ${name}`, help: `help of ${name}`, run, ...extra };
}

const fails = (code: ErrorCode): Command =>
  command(code, () => Promise.reject(new AppError(code, `no ${code}.`, { at: 3 })));

describe('runCommand', () => {
  it('prints help on standard output when asked, on standard error when nothing was named', async () => {
    const asked = fakeContext();
    expect(await runCommand(['--help'], [], 'all commands', asked)).toBe(0);
    expect([asked.out.text, asked.err.text]).toEqual(['all commands\n', '']);
    const forgotten = fakeContext();
    expect(await runCommand([], [], 'all commands', forgotten)).toBe(2);
    expect([forgotten.out.text, forgotten.err.text]).toEqual(['', 'all commands\n']);
  });

  it('prints the help of a command instead of running it', async () => {
    const context = fakeContext();
    const one = command('one', () => Promise.reject(new Error('ran')));
    expect(await runCommand(['one', '--model', 'x', '-h'], [one], '', context)).toBe(0);
    expect(context.out.text).toBe('help of one\n');
  });

  it('takes what follows -- for arguments', async () => {
    const seen: string[] = [];
    const one = command('one', (args) => {
      seen.push(...args);
      return Promise.resolve(0);
    });
    expect(await runCommand(['one', '--', '--help'], [one], '', fakeContext())).toBe(0);
    expect(seen).toEqual(['--', '--help']);
  });

  it('leaves --help to the commands of a group', async () => {
    const context = fakeContext();
    const inner = command('inner', () => Promise.resolve(0));
    const outer = command('outer', (args, ctx) => runCommand(args, [inner], 'group help', ctx), {
      isGroup: true,
    });
    expect(await runCommand(['outer', 'inner', '--help'], [outer], '', context)).toBe(0);
    expect(context.out.text).toBe('help of inner\n');
  });

  it.each([
    ['invalid-argument', 2],
    ['empty-question', 2],
    ['unknown-ratio', 2],
    ['model-not-found', 1],
    ['engine-exited', 1],
    ['disk-full', 1],
    ['cancelled', 130],
  ] as const)('ends %s with %i', async (code, exitCode) => {
    const context = fakeContext();
    expect(await runCommand([code], [fails(code)], '', context)).toBe(exitCode);
    expect(context.out.text).toBe('');
    expect(context.err.text).toBe(code === 'cancelled' ? 'Stopped.\n' : `tokenskip: no ${code}.\n`);
  });

  it('ends an aborted call with 130', async () => {
    const abort = new DOMException('aborted', 'AbortError');
    const context = fakeContext();
    const one = command('one', () => Promise.reject(abort));
    expect(await runCommand(['one'], [one], '', context)).toBe(130);
  });

  it('writes an error as an object when JSON was asked for', async () => {
    const context = fakeContext();
    const one = fails('disk-full');
    expect(await runCommand(['disk-full', '--json'], [one], '', context)).toBe(1);
    expect(JSON.parse(context.out.text)).toEqual({
      error: { code: 'disk-full', message: 'no disk-full.', details: { at: 3 } },
    });
    expect(context.err.text).toBe('');
  });

  it('names the commands that exist', async () => {
    const context = fakeContext();
    const one = command('one', () => Promise.resolve(0));
    expect(await runCommand(['two'], [one], '', context)).toBe(2);
    expect(context.err.text).toContain('one');
  });

  it('shows a stack only when asked to', async () => {
    const broken = command('one', () => Promise.reject(new TypeError('boom')));
    const quiet = fakeContext();
    expect(await runCommand(['one'], [broken], '', quiet)).toBe(1);
    expect(quiet.err.text.split('\n')).toHaveLength(2);
    const loud = fakeContext({ env: { TOKENSKIP_DEBUG: '1' } });
    await runCommand(['one'], [broken], '', loud);
    expect(loud.err.text).toContain('runCommand.test');
  });
});

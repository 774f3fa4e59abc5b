import { Readable } from 'node:stream';
import type { CliContext, TextSink } from '../../../src/cli/cliContext';

/** A sink that keeps what was written. */
export class FakeSink implements TextSink {
  text = '';
  readonly isTerminal: boolean;
  readonly columns = 80;

  constructor(isTerminal = false) {
    this.isTerminal = isTerminal;
  }

  write(text: string): void {
    this.text += text;
  }
}

export interface FakeContext extends CliContext {
  readonly out: FakeSink;
  readonly err: FakeSink;
}

export function fakeContext(
  change: Partial<CliContext> & { readonly input?: string } = {},
): FakeContext {
  const { input = '', ...rest } = change;
  return {
    rootDir: '/nowhere',
    env: {},
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    signal: new AbortController().signal,
    hasRuntime: () => true,
    machine: () => Promise.resolve({ totalBytes: 8 * 2 ** 30 }),
    ...rest,
    out: new FakeSink(),
    err: new FakeSink(),
  };
}

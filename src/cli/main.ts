#!/usr/bin/env node
import { dirname } from 'node:path';
import { hasNativeRuntime } from '../engine/nativeRuntime';
import { readMachine } from '../modelkit/catalogue/machine';
import type { CliContext, TextSink } from './cliContext';
import { commands, help } from './commands/commands';
import { runCommand } from './runCommand';
import { stopOnInterrupt } from './stopSignal';

function sink(stream: NodeJS.WriteStream): TextSink {
  // A reader that went away (`| head`) ends the output, not with a stack trace.
  stream.on('error', () => process.exit(1));
  return {
    isTerminal: stream.isTTY,
    columns: stream.columns || 80,
    write: (text) => void stream.write(text),
  };
}

// This file runs as dist/cli.js.
const rootDir = dirname(__dirname);
const context: CliContext = {
  rootDir,
  env: process.env,
  out: sink(process.stdout),
  err: sink(process.stderr),
  stdin: process.stdin,
  machine: readMachine,
  hasRuntime: () => hasNativeRuntime(rootDir),
  signal: stopOnInterrupt(),
};

void runCommand(process.argv.slice(2), commands, help, context).then((code) => {
  process.exitCode = code;
});

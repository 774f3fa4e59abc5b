import { resolve } from 'node:path';
import { exportTypes } from '../../modelkit/export/encodeRows';
import { exportGguf } from '../../modelkit/export/exportGguf';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { prepareSourceGguf } from '../prepareModel';
import { requireOne } from '../requireOne';
import { megabytes } from '../terminal/megabytes';
import { ProgressLine } from '../terminal/progressLine';

const help = `tokenskip model export - one GGUF file of a base and an adapter, for other servers

Usage: tokenskip model export BASE --adapter DIR --gguf FILE [--type NAME]

BASE is an id (see \`tokenskip model pull --help\`; it is fetched if need be) or a GGUF file. What the
adapter does not change is copied. llama.cpp, Ollama and LM Studio load the file.

  --adapter DIR   LoRA adapter in PEFT format to merge in
  --gguf FILE     file to make; it appears when everything is written
  --type NAME     how changed weights are stored: ${exportTypes.join(' or ')}, default ${exportTypes[0]}`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model export', args, {
    adapter: { type: 'string' },
    gguf: { type: 'string' },
    type: { type: 'string', default: exportTypes[0] },
  });
  const base = requireOne('model export', 'base', positionals);
  if (values.gguf === undefined) {
    throw new AppError('invalid-argument', 'Name the file to make with --gguf FILE.');
  }
  if (values.adapter === undefined) {
    throw new AppError('invalid-argument', 'Name the adapter to merge in with --adapter DIR.');
  }
  const type = exportTypes.find((known) => known === values.type);
  if (type === undefined) {
    throw new AppError(
      'invalid-argument',
      `There is no type "${values.type}": use --type ${exportTypes.join(' or ')}.`,
    );
  }
  const target = resolve(values.gguf);
  const source = await prepareSourceGguf(base, context);
  const line = new ProgressLine(context.err);
  const bytes = await exportGguf({
    source,
    adapterDir: resolve(values.adapter),
    target,
    type,
    signal: context.signal,
    onProgress: (done, total) => line.update({ label: 'Writing', done, total, unit: 'bytes' }),
  }).finally(() => line.clear());
  context.out.write(`${target} (${type}, ${megabytes(bytes)} MB) is ready\n`);
  return exitCodes.ok;
}

export const modelExport: Command = {
  name: 'export',
  summary: 'write a base and an adapter as one GGUF file',
  help,
  run,
};

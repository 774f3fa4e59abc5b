import { resolve } from 'node:path';
import { findGgufEntry } from '../../modelkit/catalogue/catalogue';
import { exportTypes } from '../../modelkit/export/encodeRows';
import { exportGguf } from '../../modelkit/export/exportGguf';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { prepareMerge } from '../prepareModel';
import { requireOne } from '../requireOne';
import { megabytes } from '../terminal/megabytes';
import { ProgressLine } from '../terminal/progressLine';

const help = `tokenskip model export - one GGUF file of a base and an adapter, for other servers

Usage: tokenskip model export BASE --gguf FILE [flags]

BASE is the id of a model that comes as a GGUF file (see \`tokenskip model pull --help\`; it is fetched if
need be), or such a file. What the adapter does not change is copied. llama.cpp, Ollama and LM Studio
load the file.

  --adapter DIR   LoRA adapter in PEFT format to merge in, default: the one that TokenSkip brings
                  along for this id
  --gguf FILE     file to make; it appears when everything is written
  --type NAME     how changed weights are stored: ${exportTypes.join(' or ')}, default ${exportTypes[0]}
  --json          print path, type and bytes of the file`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model export', args, {
    adapter: { type: 'string' },
    gguf: { type: 'string' },
    type: { type: 'string', default: exportTypes[0] },
    json: { type: 'boolean' },
  });
  const base = requireOne('model export', 'base', positionals);
  if (values.gguf === undefined) {
    throw new AppError('invalid-argument', 'Name the file to make with --gguf FILE.');
  }
  const type = exportTypes.find((known) => known === values.type);
  if (type === undefined) {
    throw new AppError(
      'invalid-argument',
      `There is no type "${values.type}": use --type ${exportTypes.join(' or ')}.`,
    );
  }
  const target = resolve(values.gguf);
  const merge = await prepareMerge(findGgufEntry(base) ?? base, values.adapter, context);
  const line = new ProgressLine(context.err);
  const bytes = await exportGguf({
    ...merge,
    target,
    type,
    signal: context.signal,
    onProgress: (done, total) => line.update({ label: 'Writing', done, total, unit: 'bytes' }),
  }).finally(() => line.clear());
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ file: target, type, bytes })}\n`
      : `${target} (${type}, ${megabytes(bytes)} MB) is ready\n`,
  );
  return exitCodes.ok;
}

export const modelExport: Command = {
  name: 'export',
  summary: 'write a base and an adapter as one GGUF file',
  help,
  run,
};

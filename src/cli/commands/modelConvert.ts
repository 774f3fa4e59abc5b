import { resolve } from 'node:path';
import type { ConvertProgress } from '../../modelkit/convert/convertOptions';
import { convertModel } from '../../modelkit/convert/convertModel';
import { weightFormats } from '../../modelkit/convert/formats';
import { defaultFormat } from '../../modelkit/store/convertedName';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { requireOne } from '../requireOne';
import { ProgressLine } from '../terminal/progressLine';
import { megabytes } from '../terminal/megabytes';
import { table } from '../terminal/table';

const formats = table(
  weightFormats.map((format) => [
    `  ${format.name}`,
    `${format.bytesPerWeight} bytes per weight`,
    format.description,
    `loss: ${format.loss}`,
  ]),
);

const help = `tokenskip model convert - make a model folder from published weights

Usage: tokenskip model convert SOURCE --out DIR [flags]

SOURCE is a GGUF file or a folder with config.json and safetensors (Llama or Qwen2 architecture).
A call that was stopped is gone on with by the same call; till then its finished files lie beside DIR
(.DIR.partial-…).

  --out DIR           folder to make; it appears when everything is written
  --adapter DIR       merge a LoRA adapter in PEFT format
  --trim-vocab FILE   keep only the tokens that FILE lists
  --format NAME       default ${defaultFormat}
  --id ID             id of the model, default: from the source's name
  --name NAME         name for people
  --json              print the manifest

Formats:
${formats}`;

const flags = {
  out: { type: 'string' },
  adapter: { type: 'string' },
  'trim-vocab': { type: 'string' },
  format: { type: 'string' },
  id: { type: 'string' },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const stageLabels: Readonly<Record<ConvertProgress['stage'], string>> = {
  digest: 'Reading the source',
  weights: 'Converting',
};

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model convert', args, flags);
  const source = requireOne('model convert', 'source', positionals);
  if (values.out === undefined) {
    throw new AppError('invalid-argument', 'Name the folder to make with --out DIR.');
  }
  const outDir = resolve(values.out);
  const line = new ProgressLine(context.err);
  const manifest = await convertModel({
    source: resolve(source),
    outDir,
    format: values.format ?? defaultFormat,
    ...(values.adapter === undefined ? {} : { adapterDir: resolve(values.adapter) }),
    ...(values['trim-vocab'] === undefined
      ? {}
      : { trimVocabulary: resolve(values['trim-vocab']) }),
    ...(values.id === undefined ? {} : { id: values.id }),
    ...(values.name === undefined ? {} : { name: values.name }),
    signal: context.signal,
    onProgress: ({ stage, done, total }) =>
      line.update({
        label: stageLabels[stage],
        done,
        total,
        unit: stage === 'digest' ? 'bytes' : 'share',
      }),
  }).finally(() => line.clear());
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  context.out.write(
    values.json === true
      ? `${JSON.stringify(manifest)}\n`
      : `${manifest.id} (${manifest.quantisation.format}, ${megabytes(bytes)} MB) is ready in ${outDir}\n`,
  );
  return exitCodes.ok;
}

export const modelConvert: Command = {
  name: 'convert',
  summary: 'make a model folder from published weights',
  help,
  run,
};

import { weightFormat } from '../../modelkit/convert/formats';
import { baseModels, findBaseModel } from '../../modelkit/store/baseModels';
import { defaultFormat } from '../../modelkit/store/prepareBaseModel';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { prepareBase } from '../prepareModel';
import { requireOne } from '../requireOne';

const help = `tokenskip model pull - fetch published weights and make them ready to run

Usage: tokenskip model pull ID [--from FILE] [--format NAME] [--json]

ID is one of ${baseModels.map((base) => base.id).join(', ')}. The download is continued where it
ended; its digest is checked. HF_ENDPOINT names a mirror of the hub.

  --from FILE     the GGUF file, where it is there already (a USB stick, another tool's cache)
  --format NAME   weight format, default ${defaultFormat} (see \`tokenskip model convert --help\`)`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model pull', args, {
    format: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'boolean' },
  });
  const id = requireOne('model pull', 'model id', positionals);
  if (findBaseModel(id) === undefined) {
    throw new AppError(
      'model-not-found',
      `There is no model "${id}" to pull: use one of ${baseModels.map((base) => base.id).join(', ')}.`,
    );
  }
  if (values.format !== undefined) weightFormat(values.format);
  const folder = await prepareBase(id, { format: values.format, from: values.from }, context);
  context.out.write(
    values.json === true ? `${JSON.stringify({ id, folder })}\n` : `${id} is ready in ${folder}\n`,
  );
  return exitCodes.ok;
}

export const modelPull: Command = {
  name: 'pull',
  summary: 'fetch published weights and make them ready to run',
  help,
  run,
};

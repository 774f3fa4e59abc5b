import { baseModels } from '../../modelkit/store/baseModels';
import type { InstalledModel } from '../../modelkit/store/installedModels';
import { installedModels } from '../../modelkit/store/installedModels';
import { storePaths } from '../../modelkit/store/storePaths';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { embeddedModelsDir } from '../prepareModel';
import { megabytes } from '../terminal/megabytes';
import { table } from '../terminal/table';

const help = `tokenskip model list - models that are here, and bases that can be pulled

Usage: tokenskip model list [--json]`;

interface ListedModel {
  readonly id: string;
  readonly name: string;
  /** `embedded` and `store` are ready to run, `catalogue` can be pulled. */
  readonly place: InstalledModel['place'] | 'catalogue';
  readonly format: string | null;
  readonly bytes: number;
  readonly trainedRatios: readonly number[];
  readonly folder: string | null;
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values } = parseFlags('model list', args, { json: { type: 'boolean' } });
  const models = await listModels(context);
  if (values.json === true) {
    context.out.write(`${JSON.stringify(models)}\n`);
    return exitCodes.ok;
  }
  const rows = models.map((model) => [
    model.id,
    model.place === 'catalogue' ? 'can be pulled' : model.place,
    model.format ?? '',
    `${megabytes(model.bytes)} MB`,
    model.trainedRatios.length > 0 ? model.trainedRatios.join(' ') : 'no ratios',
    model.name,
  ]);
  const head = ['ID', 'PLACE', 'FORMAT', 'SIZE', 'TRAINED FOR', 'NAME'];
  context.out.write(`${table([head, ...rows])}\n`);
  return exitCodes.ok;
}

async function listModels(context: CliContext): Promise<readonly ListedModel[]> {
  const installed = await installedModels(embeddedModelsDir(context), storePaths(context.env));
  const here = installed.map(({ folder, place, manifest }) => ({
    id: manifest.id,
    name: manifest.name,
    place,
    format: manifest.quantisation.format,
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    trainedRatios: manifest.trainedRatios,
    folder,
  }));
  const ids = new Set(here.map((model) => model.id));
  const pullable = baseModels
    .filter((base) => !ids.has(base.id))
    .map((base) => ({
      id: base.id,
      name: base.name,
      place: 'catalogue' as const,
      format: null,
      bytes: base.bytes,
      trainedRatios: [],
      folder: null,
    }));
  return [...here, ...pullable];
}

export const modelList: Command = {
  name: 'list',
  summary: 'models that are here, and bases that can be pulled',
  help,
  run,
};

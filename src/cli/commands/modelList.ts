import type { ModelAdvice } from '../../modelkit/catalogue/adviseModels';
import { adviceFor, adviseModels } from '../../modelkit/catalogue/adviseModels';
import { catalogue, defaultModelId, findEntry } from '../../modelkit/catalogue/catalogue';
import type { MeasuredResults, PublishedResults } from '../../modelkit/catalogue/catalogueEntry';
import { downloadBytes } from '../../modelkit/catalogue/entrySize';
import type { MeasuredGain } from '../../modelkit/catalogue/measuredGain';
import { isMadeFrom } from '../../modelkit/catalogue/isMadeFrom';
import type { Machine } from '../../modelkit/catalogue/machine';
import { hasWeightFormat } from '../../modelkit/convert/formats';
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

const help = `tokenskip model list - models that are here, and models that can be pulled

Usage: tokenskip model list [--json]

NEEDS is the memory of a running model; what this machine lacks is named behind it.`;

interface ListedModel {
  readonly id: string;
  readonly name: string;
  /** `embedded` and `store` are ready to run, `catalogue` can be pulled. */
  readonly place: InstalledModel['place'] | 'catalogue';
  readonly format: string | null;
  /** Of the files here, else of the download. */
  readonly bytes: number;
  readonly trainedRatios: readonly number[];
  readonly folder: string | null;
  readonly licence: string;
  readonly nonCommercial: boolean;
  /** Access has to be asked for on this page. */
  readonly gatedAt: string | null;
  /** Figures that others published; null where there are none. */
  readonly published: PublishedResults | null;
  /** Our own figures; null where there are none. */
  readonly measured: MeasuredResults | null;
  /** Over the default model; null where it is none, or where one of them was not measured. */
  readonly gain: MeasuredGain | null;
  /** Null where nothing is known of it. */
  readonly memoryBytes: number | null;
  /** What this machine can have of that memory. */
  readonly hasBytes: number | null;
  readonly fits: boolean | null;
  readonly recommended: boolean;
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
    model.memoryBytes === null ? '' : `${megabytes(model.memoryBytes)} MB`,
    model.trainedRatios.length > 0 ? model.trainedRatios.join(' ') : 'no ratios',
    [model.name, ...remarks(model)].join(' · '),
  ]);
  const head = ['ID', 'PLACE', 'FORMAT', 'SIZE', 'NEEDS', 'TRAINED FOR', 'NAME'];
  context.out.write(`${table([head, ...rows])}\n`);
  return exitCodes.ok;
}

function remarks(model: ListedModel): readonly string[] {
  const { fits, hasBytes, gain, recommended } = model;
  return [
    ...(recommended ? ['recommended for this machine'] : []),
    ...(gain === null
      ? []
      : [`right on ${gain.right} of 100 school problems instead of ${gain.insteadOf}`]),
    ...((recommended || fits === false) && hasBytes !== null
      ? [`this machine has ${megabytes(hasBytes)} MB for it`]
      : []),
    ...(model.nonCommercial ? [`${model.licence}: not for commercial use`] : []),
    ...(model.gatedAt === null ? [] : [`ask for access at ${model.gatedAt}`]),
  ];
}

async function listModels(context: CliContext): Promise<readonly ListedModel[]> {
  const installed = await installedModels(embeddedModelsDir(context), storePaths(context.env));
  const machine = await context.machine();
  const advice = adviseModels(catalogue.models, machine, findEntry(defaultModelId));
  const here = installed.map((model) => listInstalled(model, advice, machine));
  const others = advice.filter(
    ({ entry }) => !installed.some(({ manifest }) => isMadeFrom(entry, manifest)),
  );
  return [...here, ...others.map(listPullable)];
}

function listInstalled(
  { folder, place, manifest }: InstalledModel,
  advice: readonly ModelAdvice[],
  machine: Machine,
): ListedModel {
  const known = advice.find(({ entry }) => entry.id === manifest.id);
  const { format } = manifest.quantisation;
  const fit =
    known && adviceFor(known.entry, machine, hasWeightFormat(format) ? format : undefined);
  return {
    id: manifest.id,
    name: manifest.name,
    place,
    format,
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    trainedRatios: manifest.trainedRatios,
    folder,
    licence: manifest.licence,
    nonCommercial: known?.entry.licence.nonCommercial ?? false,
    gatedAt: null,
    published: known?.entry.published ?? null,
    measured: known?.entry.measured ?? null,
    gain: known?.gain ?? null,
    memoryBytes: fit === undefined ? null : Math.round(fit.needBytes),
    hasBytes: fit?.hasBytes ?? null,
    fits: fit?.fits ?? null,
    recommended: known?.isRecommended ?? false,
  };
}

function listPullable(advice: ModelAdvice): ListedModel {
  const { entry, needBytes, hasBytes, fits, isRecommended } = advice;
  return {
    id: entry.id,
    name: entry.name,
    place: 'catalogue',
    format: null,
    bytes: downloadBytes(entry),
    trainedRatios: entry.trainedRatios,
    folder: null,
    licence: entry.licence.name,
    nonCommercial: entry.licence.nonCommercial,
    gatedAt: entry.gatedAt ?? null,
    published: entry.published ?? null,
    measured: entry.measured ?? null,
    gain: advice.gain ?? null,
    memoryBytes: Math.round(needBytes),
    hasBytes,
    fits,
    recommended: isRecommended,
  };
}

export const modelList: Command = {
  name: 'list',
  summary: 'models that are here, and models that can be pulled',
  help,
  run,
};

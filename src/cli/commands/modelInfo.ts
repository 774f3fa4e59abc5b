import { readManifest } from '../../modelkit/manifest/readManifest';
import type { ManifestAdapter, ModelManifest } from '../../protocol/modelManifest';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags } from '../parseFlags';
import { requireOne } from '../requireOne';
import { megabytes } from '../terminal/megabytes';
import { table } from '../terminal/table';

const help = `tokenskip model info - what a model says about itself

Usage: tokenskip model info MODEL [--json]

MODEL is an id or a folder. --json prints the manifest and the folder.`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model info', args, { json: { type: 'boolean' } });
  const folder = await installedFolder(requireOne('model info', 'model', positionals), context);
  const manifest = await readManifest(folder);
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ ...manifest, folder })}\n`
      : `${describe(manifest, folder)}\n`,
  );
  return exitCodes.ok;
}

function describe(manifest: ModelManifest, folder: string): string {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = [
    ['id', manifest.id],
    ['name', manifest.name],
    ['folder', folder],
    ['family', manifest.family],
    ['licence', manifest.licence],
    ['source', describeSource(manifest.source)],
    ...(manifest.adapter === undefined ? [] : [['adapter', describeSource(manifest.adapter)]]),
    ['weights', `${manifest.quantisation.format}: ${manifest.quantisation.description}`],
    ['size', `${megabytes(bytes)} MB in ${manifest.files.length} files`],
    ['context', `${manifest.contextLength} tokens`],
    [
      'ratios',
      manifest.trainedRatios.length > 0
        ? manifest.trainedRatios.join(' ')
        : 'not trained for ratios',
    ],
    ...describeCalibration(manifest),
    ...describeAuto(manifest),
  ];
  return table(rows);
}

function describeSource({ name, repository, revision, file, sha256 }: ManifestAdapter): string {
  const place = [name, repository, revision, file].filter((part) => part !== undefined).join(' / ');
  return `${place} (sha256 ${sha256.slice(0, 12)}…)`.trim();
}

function describeCalibration({ calibration }: ModelManifest): readonly (readonly string[])[] {
  if (calibration === undefined) return [['evaluation', 'none: savings are not estimated']];
  return [
    ['evaluation', `${calibration.benchmark}, ${calibration.date}`],
    ...calibration.ratios.map((ratio) => [
      `  ratio ${ratio.keepRatio.toFixed(1)}`,
      `keeps ${(ratio.actualRatio * 100).toFixed(0)} %, ${(ratio.accuracy * 100).toFixed(1)} % right of ${ratio.questions}`,
    ]),
  ];
}

function describeAuto({ trainedRatios, auto }: ModelManifest): readonly (readonly string[])[] {
  if (!trainedRatios.some((ratio) => ratio < 1)) return [];
  const next = auto?.next === 'vote' ? 'a vote of five short chains' : 'the full reasoning';
  const { measured } = auto ?? {};
  const why = measured === undefined ? 'not measured' : `${measured.benchmark}, ${measured.date}`;
  return [['auto', `short first, then ${next} (${why})`]];
}

export const modelInfo: Command = {
  name: 'info',
  summary: 'what a model says about itself',
  help,
  run,
};

import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { commands, Disposable, env, l10n, version, window } from 'vscode';
import { installedModels } from '../../modelkit/store/installedModels';
import { storePaths } from '../../modelkit/store/storePaths';
import { toErrorData } from '../../protocol/appError';
import type { HostServices } from '../hostServices';
import { availableMemory } from '../../modelkit/catalogue/machine';
import { fileBytes } from '../models/memoryNeed';
import { sizeText } from '../models/sizeText';
import { shownSetting } from './shownSetting';

/** A Markdown document about this installation, to be read and sent along with a report. */
export function diagnoseCommand(services: HostServices): Disposable {
  return Disposable.from(
    commands.registerCommand('tokenskip.diagnose', async () => {
      const text = await diagnosis(services);
      const document = await services.reports.open(l10n.t('TokenSkip Diagnosis'), text);
      await window.showTextDocument(document);
    }),
  );
}

/**
 * Versions, machine, devices tried, model digests and settings. Holds no questions, no answers and
 * no paths: a setting that is one is only said to be set. English, since it is for reports.
 */
async function diagnosis({ context, models, settings }: HostServices): Promise<string> {
  const { status } = models;
  return [
    '# TokenSkip diagnosis',
    '',
    ...section('Versions', [
      ['TokenSkip', extensionVersion(context.extension.packageJSON)],
      [
        'VS Code',
        `${version} (${env.appHost}, ${env.remoteName === undefined ? 'local' : 'remote'})`,
      ],
      ['Node.js of the extension host', process.versions.node],
      ...Object.entries(status?.process?.versions ?? {}).map(
        ([name, value]) => [`engine: ${name}`, value] as const,
      ),
    ]),
    ...section('Machine', [
      ['System', `${platform()} ${release()} ${arch()}`],
      ['Processor', `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} threads`],
      ['Memory', `${sizeText(totalmem())}, ${sizeText(availableMemory())} free`],
    ]),
    ...section('Engine', [
      ['State', status?.state ?? 'stopped'],
      ['Model in memory', status?.model?.modelId ?? 'none'],
      ...(status?.model?.device.attempts ?? []).map(
        ({ device, used, reason }) =>
          [`Device ${device}`, `${used ? 'used' : 'not used'}: ${reason}`] as const,
      ),
      ...(status?.failure === undefined
        ? []
        : [['Last failure', `${status.failure.code}: ${status.failure.message}`] as const]),
    ]),
    ...section('Models', await modelRows(context.extensionPath)),
    ...section(
      'Settings',
      Object.entries(settings.current).map(([key, value]) => [
        `tokenskip.${key}`,
        shownSetting(key, value),
      ]),
    ),
  ].join('\n');
}

function section(title: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  return [`## ${title}`, '', ...rows.map(([name, value]) => `- ${name}: ${value}`), ''];
}

async function modelRows(root: string): Promise<readonly (readonly [string, string])[]> {
  try {
    const installed = await installedModels(join(root, 'models'), storePaths());
    return installed.map(({ manifest, place }) => [
      `${manifest.id} (${place})`,
      `${manifest.quantisation.format}, ${sizeText(fileBytes(manifest))}, source sha256 ${manifest.source.sha256.slice(0, 16)}…`,
    ]);
  } catch (error) {
    return [['problem', toErrorData(error).code]];
  }
}

function extensionVersion(packageJson: unknown): string {
  if (typeof packageJson !== 'object' || packageJson === null) return 'unknown';
  const found: unknown = Reflect.get(packageJson, 'version');
  return typeof found === 'string' ? found : 'unknown';
}

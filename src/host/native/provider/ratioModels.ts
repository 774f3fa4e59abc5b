import type { LanguageModelChatInformation } from 'vscode';
import { l10n } from 'vscode';
import type { ModelManifest } from '../../../protocol/modelManifest';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import { ratioSettingOf } from '../ratioSettingOf';

/** One entry of VS Code's list of models: the selected model at one ratio. */
export interface RatioModel extends LanguageModelChatInformation {
  readonly ratio: RatioSetting;
}

/**
 * An entry for each ratio the model was trained for, highest first, and `auto` where there is
 * something to choose; a model without trained ratios has one entry. No tools: it cannot call any.
 */
export function ratioModels(manifest: ModelManifest, maxTokens: number): readonly RatioModel[] {
  const trained = manifest.trainedRatios.flatMap((keepRatio) => ratioSettingOf(keepRatio) ?? []);
  const ratios: readonly RatioSetting[] =
    trained.length === 0 ? ['1.0'] : [...trained.toSorted().toReversed(), 'auto'];
  const maxOutputTokens = Math.min(maxTokens, manifest.contextLength - 1);
  return ratios.map((ratio) => ({
    ratio,
    id: `${manifest.id}@${ratio}`,
    name: ratios.length === 1 ? manifest.name : l10n.t('{0} · ratio {1}', manifest.name, ratio),
    family: manifest.family,
    version: manifest.source.sha256.slice(0, 12),
    detail: l10n.t('on this machine'),
    tooltip: tooltip(ratio, trained.length),
    maxInputTokens: Math.max(1, manifest.contextLength - maxOutputTokens),
    maxOutputTokens,
    capabilities: {},
  }));
}

function tooltip(ratio: RatioSetting, trainedCount: number): string {
  if (trainedCount === 0) return l10n.t('Maths and logic with the full reasoning of the model.');
  if (ratio === 'auto') {
    return l10n.t(
      'Maths and logic with the shortest reasoning; with all of it if that gave no answer.',
    );
  }
  return l10n.t('Maths and logic, keeping {0} % of the reasoning.', Math.round(+ratio * 100));
}

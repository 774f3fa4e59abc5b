import type { LanguageModelChatInformation } from 'vscode';
import { l10n } from 'vscode';
import type { ModelDescription } from '../../../protocol/modelDescription';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import type { AnsweringModel } from '../../engine/selectedModel';
import { ratioSettingOf } from '../ratioSettingOf';

/** One entry of VS Code's list of models: the selected model at one ratio. */
export interface RatioModel extends LanguageModelChatInformation {
  readonly ratio: RatioSetting;
}

/**
 * An entry for each ratio the model was trained for, highest first, and `auto` where there is
 * something to choose; a model without trained ratios has one entry. No tools: it cannot call any.
 */
export function ratioModels(model: AnsweringModel, maxTokens: number): readonly RatioModel[] {
  const { manifest } = model;
  const { contextLength, ...origin } = originOf(model);
  const trained = manifest.trainedRatios.flatMap((keepRatio) => ratioSettingOf(keepRatio) ?? []);
  const ratios: readonly RatioSetting[] =
    trained.length === 0 ? ['1.0'] : [...trained.toSorted().toReversed(), 'auto'];
  // As the engine does, which keeps at most half of the context for an answer.
  const maxOutputTokens = Math.min(maxTokens, Math.ceil(contextLength / 2));
  return ratios.map((ratio) => ({
    ratio,
    id: `${manifest.id}@${ratio}`,
    name: ratios.length === 1 ? manifest.name : l10n.t('{0} · ratio {1}', manifest.name, ratio),
    ...origin,
    tooltip: tooltip(ratio, manifest),
    maxInputTokens: contextLength - maxOutputTokens,
    maxOutputTokens,
    capabilities: {},
  }));
}

/** Assumed of a server until it is asked; the engine assumes the same where it does not say. */
const remoteContextLength = 4096;

/** What only a model of this machine says of itself. */
function originOf(model: AnsweringModel): Pick<
  LanguageModelChatInformation,
  'family' | 'version' | 'detail'
> & {
  readonly contextLength: number;
} {
  if (model.host !== undefined) {
    return {
      family: 'remote',
      version: '1',
      detail: l10n.t('questions go to {0}', model.host),
      contextLength: remoteContextLength,
    };
  }
  const { family, source, contextLength } = model.manifest;
  return {
    family,
    version: source.sha256.slice(0, 12),
    detail: l10n.t('on this machine'),
    contextLength,
  };
}

function tooltip(ratio: RatioSetting, { trainedRatios, auto }: ModelDescription): string {
  if (trainedRatios.length === 0) {
    return l10n.t('Maths and logic with the full reasoning of the model.');
  }
  if (ratio === 'auto') {
    return auto?.next === 'vote'
      ? l10n.t(
          'Maths and logic with the shortest reasoning; with a vote of five such if that is not sure or gave no answer.',
        )
      : l10n.t(
          'Maths and logic with the shortest reasoning; with all of it if that is not sure or gave no answer.',
        );
  }
  return l10n.t('Maths and logic, keeping {0} % of the reasoning.', Math.round(+ratio * 100));
}

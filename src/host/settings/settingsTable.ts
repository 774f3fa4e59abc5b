import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { remoteApis } from '../../engine/remote/remoteApi';
import { deviceNames } from '../../protocol/childProtocol';
import { limits } from '../../protocol/limits';
import { ratioSettings } from '../../protocol/webview/ratioSetting';
import type { SettingRule } from './settingRule';
import { choiceRule, integerRule, switchRule, textRule } from './settingRule';

/**
 * Every setting below `tokenskip.`, in the order of the settings page. package.json says the same
 * for VS Code; a test compares the two.
 */
export const settingsTable = {
  model: textRule('machine-overridable'),
  ratio: choiceRule(ratioSettings, 'window'),
  maxTokens: integerRule({ minimum: 16, maximum: limits.maxNewTokens }, 1024, 'window'),
  /** Percent. */
  notSureBelow: integerRule({ minimum: 0, maximum: 100 }, 50, 'window'),
  exactArithmetic: switchRule(exactByDefault, 'window'),
  device: choiceRule(['auto', ...deviceNames], 'machine'),
  /** 0: the physical cores. */
  threads: integerRule({ minimum: 0, maximum: 256 }, 0, 'machine'),
  /** 0: never. */
  idleUnloadMinutes: integerRule({ minimum: 0, maximum: 1440 }, 10, 'window'),
  reasoning: choiceRule(['collapsed', 'open'], 'window'),
  statusBar: switchRule(true, 'window'),
  nodePath: textRule('machine'),
  /** Empty: the public hub. */
  downloadAddress: textRule('machine'),
  /** Empty: where the catalogue says. */
  releaseAddress: textRule('machine'),
  /** Of a workspace none of these is taken: it could send questions elsewhere. */
  'remote.address': textRule('machine'),
  'remote.model': textRule('machine'),
  'remote.api': choiceRule(remoteApis, 'machine'),
} as const;

export type SettingKey = keyof typeof settingsTable;

type ValueOf<R> = R extends SettingRule<infer T> ? T : never;

/** A snapshot of all settings. */
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof settingsTable)[K]> };

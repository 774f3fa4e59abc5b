import type { SettingRule } from './settingRule';
import type { SettingKey, Settings } from './settingsTable';
import { settingsTable as table } from './settingsTable';

export interface CheckedSettings {
  readonly settings: Settings;
  /** Keys whose value was no good and was replaced by the default. */
  readonly invalid: readonly SettingKey[];
}

/** The settings that `read` knows; what it has nothing for gets its default. */
export function checkSettings(read: (key: SettingKey) => unknown): CheckedSettings {
  const invalid: SettingKey[] = [];
  const take = <T>(key: SettingKey, rule: SettingRule<T>): T => {
    const value = read(key);
    if (value === undefined) return rule.default;
    if (rule.accepts(value)) return value;
    invalid.push(key);
    return rule.default;
  };
  const settings = Object.freeze({
    model: take('model', table.model),
    ratio: take('ratio', table.ratio),
    maxTokens: take('maxTokens', table.maxTokens),
    notSureBelow: take('notSureBelow', table.notSureBelow),
    exactArithmetic: take('exactArithmetic', table.exactArithmetic),
    device: take('device', table.device),
    threads: take('threads', table.threads),
    idleUnloadMinutes: take('idleUnloadMinutes', table.idleUnloadMinutes),
    reasoning: take('reasoning', table.reasoning),
    statusBar: take('statusBar', table.statusBar),
    nodePath: take('nodePath', table.nodePath),
    downloadAddress: take('downloadAddress', table.downloadAddress),
    releaseAddress: take('releaseAddress', table.releaseAddress),
    'remote.address': take('remote.address', table['remote.address']),
    'remote.model': take('remote.model', table['remote.model']),
    'remote.api': take('remote.api', table['remote.api']),
  });
  return { settings, invalid };
}

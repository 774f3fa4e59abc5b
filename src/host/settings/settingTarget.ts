import type { SettingKey } from './settingsTable';

/** Chosen for the work at hand: each workspace remembers its own. */
const rememberedByWorkspace: readonly SettingKey[] = ['model'];

export interface SettingPlace {
  /** A folder or a workspace file is open that a setting can be written to. */
  readonly hasWorkspace: boolean;
  /** In Restricted Mode the workspace's value of some settings is not read. */
  readonly isTrusted: boolean;
  /** The workspace has a value of its own, which is the one that counts. */
  readonly isSetInWorkspace: boolean;
}

/** Where a choice of the person is written to. */
export function settingTarget(
  key: SettingKey,
  { hasWorkspace, isTrusted, isSetInWorkspace }: SettingPlace,
): 'workspace' | 'user' {
  if (isSetInWorkspace) return 'workspace';
  return hasWorkspace && isTrusted && rememberedByWorkspace.includes(key) ? 'workspace' : 'user';
}

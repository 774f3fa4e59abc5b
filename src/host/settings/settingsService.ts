import { ConfigurationTarget, EventEmitter, workspace } from 'vscode';
import type { Disposable, Event } from 'vscode';
import type { Logger } from '../../protocol/logger';
import { checkSettings } from './checkSettings';
import type { SettingKey, Settings } from './settingsTable';
import { settingTarget } from './settingTarget';

const section = 'tokenskip';

/** The current settings; nothing else asks VS Code for them. */
export class SettingsService implements Disposable {
  readonly #changed = new EventEmitter<Settings>();
  readonly #subscription: Disposable;
  readonly #logger: Logger;
  #settings: Settings;
  /** What was complained about, so that each fault is told once. */
  #warned = '';

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#settings = this.#read();
    this.#subscription = workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(section)) return;
      this.#settings = this.#read();
      this.#changed.fire(this.#settings);
    });
  }

  get current(): Settings {
    return this.#settings;
  }

  get onChange(): Event<Settings> {
    return this.#changed.event;
  }

  /**
   * Writes a setting where it is set already, the workspace or else the user's settings. The model
   * goes to the workspace, which remembers it.
   */
  async set<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    const target = settingTarget(key, {
      hasWorkspace: workspace.workspaceFolders !== undefined,
      isTrusted: workspace.isTrusted,
      isSetInWorkspace: isSetInWorkspace(key),
    });
    await update(key, value, target);
  }

  /** Writes a setting for all workspaces that have no value of their own. */
  async setEverywhere<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    await update(key, value, 'user');
  }

  /** Forgets the value that counts here. */
  async clear(key: SettingKey): Promise<void> {
    await update(key, undefined, isSetInWorkspace(key) ? 'workspace' : 'user');
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #read(): Settings {
    const configuration = workspace.getConfiguration(section);
    const { settings, invalid } = checkSettings((key) => configuration.get<unknown>(key));
    const faults = invalid.join(', ');
    if (faults !== '' && faults !== this.#warned) {
      this.#logger.log('warn', 'settings.invalid', `defaults are used for: ${faults}`);
    }
    this.#warned = faults;
    return settings;
  }
}

function isSetInWorkspace(key: SettingKey): boolean {
  return workspace.getConfiguration(section).inspect(key)?.workspaceValue !== undefined;
}

async function update(key: SettingKey, value: unknown, where: 'workspace' | 'user'): Promise<void> {
  const target = where === 'workspace' ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration(section).update(key, value, target);
}

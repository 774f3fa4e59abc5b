import { ConfigurationTarget, EventEmitter, workspace } from 'vscode';
import type { Disposable, Event } from 'vscode';
import type { Logger } from '../../protocol/logger';
import { checkSettings } from './checkSettings';
import type { SettingKey, Settings } from './settingsTable';

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

  /** Writes a setting where it is set already: the workspace, else the user's settings. */
  async set<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    const configuration = workspace.getConfiguration(section);
    const isInWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
    const target = isInWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update(key, value, target);
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

import { EventEmitter, workspace } from 'vscode';
import type { Disposable, Event } from 'vscode';
import type { Logger } from '../../protocol/logger';
import { checkSettings } from './checkSettings';
import type { Settings } from './settingsTable';

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

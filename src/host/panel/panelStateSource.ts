import { isDeepStrictEqual } from 'node:util';
import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { ModelView } from '../../protocol/webview/modelView';
import type { PanelState } from '../../protocol/webview/panelLink';
import { DisposableStore } from '../disposableStore';
import { readModelView } from '../engine/readModelView';
import type { HostServices } from '../hostServices';
import type { QuestionHistory } from './questionHistory';

/** What the panel is made from beside the answers. */
export interface PanelParts {
  readonly services: HostServices;
  readonly history: QuestionHistory;
}

/** What stands around the answers, told whenever it has changed. */
export class PanelStateSource implements Disposable {
  readonly #parts: PanelParts;
  readonly #store = new DisposableStore();
  readonly #changed = new EventEmitter<PanelState>();
  #told: PanelState | undefined;

  constructor(parts: PanelParts) {
    const { services } = parts;
    this.#parts = parts;
    this.#store.add(this.#changed);
    this.#store.add(services.models.onStatus(() => void this.refresh()));
    this.#store.add(services.modelFiles.event(() => void this.refresh()));
    this.#store.add(services.settings.onChange(() => void this.refresh()));
    // A selection changes with every key: the model's files are not read again for it.
    this.#store.add(services.target.onChange(() => this.#tell(this.#told?.model)));
  }

  get onChange(): Event<PanelState> {
    return this.#changed.event;
  }

  /** The state with the model as it is on the disk now. */
  async read(): Promise<PanelState> {
    this.#told = this.#stateWith(await readModelView(this.#parts.services));
    return this.#told;
  }

  /** Looks again at everything and tells what has changed. */
  async refresh(): Promise<void> {
    this.#tell(await readModelView(this.#parts.services));
  }

  /** The ratios that the model was trained for; none of a missing one. */
  async trainedRatios(): Promise<readonly number[]> {
    const model = await readModelView(this.#parts.services);
    return model.kind === 'present' ? model.trainedRatios : [];
  }

  dispose(): void {
    this.#store.dispose();
  }

  #tell(model: ModelView | undefined): void {
    if (model === undefined) return;
    const state = this.#stateWith(model);
    if (isDeepStrictEqual(state, this.#told)) return;
    this.#told = state;
    this.#changed.fire(state);
  }

  #stateWith(model: ModelView): PanelState {
    const { services, history } = this.#parts;
    const { ratio, reasoning } = services.settings.current;
    const editor = services.target.current;
    return {
      model,
      ratio,
      reasoning,
      editor:
        editor === undefined
          ? null
          : {
              fileName: editor.document.fileName.split(/[\\/]/).at(-1) ?? '',
              hasSelection: editor.selections.some((selection) => !selection.isEmpty),
            },
      history: history.items,
    };
  }
}

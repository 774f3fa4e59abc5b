import { isDeepStrictEqual } from 'node:util';
import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import { toErrorData } from '../../protocol/appError';
import type { ModelView } from '../../protocol/webview/modelView';
import type { PanelState } from '../../protocol/webview/panelLink';
import { DisposableStore } from '../disposableStore';
import { describeModel } from '../engine/describeModel';
import { failureText } from '../failureText';
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
    this.#told = this.#stateWith(await this.#model());
    return this.#told;
  }

  /** Looks again at everything and tells what has changed. */
  async refresh(): Promise<void> {
    this.#tell(await this.#model());
  }

  /** The ratios that the model was trained for; none of a missing one. */
  async trainedRatios(): Promise<readonly number[]> {
    const model = await this.#model();
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

  /** A model that cannot be read is as good as missing, with the reason. */
  async #model(): Promise<ModelView> {
    const { services } = this.#parts;
    try {
      return await describeModel(services);
    } catch (error) {
      const failure = toErrorData(error);
      services.logger.log('warn', 'panel.model', failure.message);
      const unknown = { id: '', name: '', downloadBytes: null, memoryBytes: null };
      return { kind: 'missing', ...unknown, reason: failureText(failure), canRunHere: true };
    }
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

import type { EventEmitter } from 'vscode';
import type { ModelPulls, RunJob } from './modelPulls';
import type { ModelTree } from './modelTree';

/** What the commands on models work with. */
export interface ModelsParts {
  readonly tree: ModelTree;
  readonly pulls: ModelPulls;
  readonly runJob: RunJob;
  /** `HostServices.modelFiles`. */
  readonly modelFiles: EventEmitter<void>;
  readonly extensionRoot: string;
}

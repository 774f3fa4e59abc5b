import type { EventEmitter } from 'vscode';
import type { Machine } from '../../modelkit/catalogue/machine';
import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
import type { ModelPulls, RunJob } from './modelPulls';
import type { ModelTree } from './modelTree';

/** What the commands on models work with. */
export interface ModelsParts {
  readonly tree: ModelTree;
  readonly pulls: ModelPulls;
  readonly runJob: RunJob;
  /** `HostServices.modelFiles`. */
  readonly modelFiles: EventEmitter<void>;
  /** Read once for each window. */
  readonly machine: () => Promise<Machine>;
  readonly place: PackagePlace;
}

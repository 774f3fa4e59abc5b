import type { EventEmitter, ExtensionContext } from 'vscode';
import type { PackagePlace } from '../modelkit/catalogue/packagedModels';
import type { Logger } from '../protocol/logger';
import type { AnswerService } from './ask/answerService';
import type { ModelService } from './engine/modelService';
import type { Upgrades } from './models/upgrades';
import type { TargetEditor } from './panel/targetEditor';
import type { RemoteModels } from './remote/remoteModels';
import type { ReportDocuments } from './report/reportDocuments';
import type { SavingsService } from './savings/savingsService';
import type { SettingsService } from './settings/settingsService';

/** What every surface is built from; made once in `activate`. */
export interface HostServices {
  readonly context: ExtensionContext;
  /** Where this extension gets models from. */
  readonly place: PackagePlace;
  readonly logger: Logger;
  readonly settings: SettingsService;
  readonly models: ModelService;
  /** Fired by whoever adds or removes model files; all that shows a model listens. */
  readonly modelFiles: EventEmitter<void>;
  /** The models of the server that the settings name. */
  readonly remote: RemoteModels;
  /** What this machine may run instead. */
  readonly upgrades: Upgrades;
  readonly answers: AnswerService;
  readonly savings: SavingsService;
  readonly reports: ReportDocuments;
  /** The text editor that answers are written into. */
  readonly target: TargetEditor;
}

import type { Disposable, ExtensionContext } from 'vscode';
import { commands, EventEmitter, window } from 'vscode';
import { AnswerService } from './ask/answerService';
import { registerChat } from './chat/registerChat';
import { diagnoseCommand } from './commands/diagnose';
import { editorCommands } from './commands/editorCommands';
import { missingEngine } from './engine/missingEngine';
import { ModelService } from './engine/modelService';
import type { HostServices } from './hostServices';
import { confirmMemory } from './models/confirmMemory';
import { modelsView } from './models/modelsView';
import { packagePlace } from './models/packagePlace';
import { Upgrades } from './models/upgrades';
import { registerNativeChat } from './native/nativeChat';
import { outputLogger } from './outputLogger';
import { registerPanel } from './panel/registerPanel';
import { TargetEditor } from './panel/targetEditor';
import { remoteCommands } from './remote/remoteCommands';
import { RemoteModels } from './remote/remoteModels';
import { ReportDocuments } from './report/reportDocuments';
import { createSavings } from './savings/createSavings';
import { savingsView } from './savings/savingsView';
import { SettingsService } from './settings/settingsService';
import { showLog } from './showLog';
import { statusBar } from './statusBar/statusBar';

/** Each registers one surface and returns what ends it. */
const surfaces: readonly ((services: HostServices) => Disposable)[] = [
  editorCommands,
  registerNativeChat,
  registerPanel,
  statusBar,
  savingsView,
  registerChat,
  diagnoseCommand,
  modelsView,
  remoteCommands,
];

/** Called by VS Code once, when a window has started. Only registers. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('TokenSkip', { log: true });
  // Before the first line the channel cannot be shown.
  log.info(`start: TokenSkip on ${process.platform}-${process.arch}`);
  const logger = outputLogger(log);
  const settings = new SettingsService(logger);
  const place = packagePlace(context.extensionPath, () => settings.current);
  const memory = confirmMemory();
  const remote = new RemoteModels({
    settings: () => settings.current,
    secrets: context.secrets,
    logger,
  });
  const models = new ModelService({
    extensionRoot: context.extensionPath,
    settings: () => settings.current,
    logger,
    remote,
    engineProblem: missingEngine(context.extensionPath),
    beforeLoad: (model) => memory.require(model),
  });
  const answers = new AnswerService(models, () => settings.current);
  const savings = createSavings(context, answers, logger);
  const reports = new ReportDocuments();
  const modelFiles = new EventEmitter<void>();
  const target = new TargetEditor();
  const services: HostServices = {
    context,
    place,
    logger,
    settings,
    models,
    modelFiles,
    remote,
    upgrades: new Upgrades(place),
    answers,
    savings,
    reports,
    target,
  };
  context.subscriptions.push(
    log,
    settings,
    models,
    settings.onChange(() => models.updateIdle()),
    modelFiles,
    answers,
    savings,
    target,
    reports.register(),
    commands.registerCommand('tokenskip.showLog', () => showLog(log)),
    ...surfaces.map((register) => register(services)),
  );
}

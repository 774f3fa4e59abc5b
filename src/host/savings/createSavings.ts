import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { workspace } from 'vscode';
import type { Logger } from '../../protocol/logger';
import type { AnswerService } from '../ask/answerService';
import { SavingsFile } from './savingsFile';
import { SavingsService } from './savingsService';
import { workspaceKey } from './workspaceKey';

/** The savings of this window; what was kept is read after activation. */
export function createSavings(
  context: ExtensionContext,
  answers: AnswerService,
  logger: Logger,
): SavingsService {
  const folder = join(context.globalStorageUri.fsPath, 'savings');
  const savings = new SavingsService(new SavingsFile(folder), workspaceKey(openUris()), logger);
  context.subscriptions.push(
    answers.onSettled(({ view, hasNewReport }) => {
      if (hasNewReport) void savings.recordAnswer(view);
    }),
  );
  setImmediate(() => void savings.start());
  return savings;
}

/** The file of the workspace, whose folders may change, or its folders. */
function openUris(): readonly string[] {
  const { workspaceFile, workspaceFolders } = workspace;
  if (workspaceFile !== undefined && workspaceFile.scheme !== 'untitled') {
    return [workspaceFile.toString()];
  }
  return workspaceFolders?.map(({ uri }) => uri.toString()) ?? [];
}

import { commands, Disposable, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { openExample } from './openExample';
import { selectedQuestions } from './selectedQuestions';
import { solveAndInsert, tellNothingSelected } from './solveAndInsert';

/** Commands on the selection of the active editor; notebook cells are editors of their own. */
export function editorCommands(services: HostServices): Disposable {
  return Disposable.from(
    commands.registerCommand('tokenskip.openExample', openExample),
    commands.registerCommand('tokenskip.solveSelection', solveSelection),
    commands.registerCommand('tokenskip.solveAndInsert', async () => {
      const editor = window.activeTextEditor;
      if (editor !== undefined) await solveAndInsert(services, editor);
    }),
  );
}

/**
 * Asks each selection in the panel, where the answer is written as it comes. The next one is asked
 * only after an answer that a person has let come to its end.
 */
async function solveSelection(): Promise<void> {
  const editor = window.activeTextEditor;
  const questions = editor === undefined ? [] : selectedQuestions(editor);
  if (questions.length === 0) tellNothingSelected();
  for (const { question } of questions) {
    if ((await commands.executeCommand('tokenskip.ask', { question })) !== true) return;
  }
}

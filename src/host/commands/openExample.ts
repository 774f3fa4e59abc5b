import { l10n, Selection, window, workspace } from 'vscode';

/** Opens a new document with a question that is selected, ready for the commands on selections. */
export async function openExample(): Promise<void> {
  const question = l10n.t('A train covers 180 km in 2.5 hours. What is its average speed?');
  const content = `# ${l10n.t('Questions')}\n\n${question}\n`;
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  const editor = await window.showTextDocument(document);
  const start = content.indexOf(question);
  editor.selection = new Selection(
    document.positionAt(start),
    document.positionAt(start + question.length),
  );
}

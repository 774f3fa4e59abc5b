import { commands, Disposable, l10n, window } from 'vscode';
import { accept, object, text } from '../../protocol/guards';
import { limits } from '../../protocol/limits';
import { maxPastTurns } from '../../protocol/webview/pastTurns';
import { questionFromSelection } from '../commands/selectedQuestions';
import { DisposableStore } from '../disposableStore';
import type { HostServices } from '../hostServices';
import { PanelHolder, panelViewType } from './panelHolder';
import { pickRatio } from './pickRatio';
import type { PastAnswer } from './questionHistory';
import { QuestionHistory } from './questionHistory';

/** What other commands give to `tokenskip.ask` so that it asks at once. */
const askedQuestion = object<{ readonly question: string }>({
  question: text(limits.textLength, 1),
});

/** The panel, the commands that open it, and its return after a reload of the window. */
export function registerPanel(services: HostServices): Disposable {
  const store = new DisposableStore();
  const history = new QuestionHistory(services.context.workspaceState);
  const panels = new PanelHolder({ services, history });
  store.add(
    window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: (panel) => {
        panels.attach(panel);
        return Promise.resolve();
      },
    }),
  );
  const register = (name: string, run: (argument: unknown) => unknown): void => {
    store.add(commands.registerCommand(`tokenskip.${name}`, run));
  };
  register('ask', (argument) => ask(panels, services, argument));
  register('askWithRatio', () => askWithRatio(panels, services));
  register('compareRatios', () => compareRatios(panels, services));
  let last: PastAnswer | undefined;
  store.add(
    services.answers.onSettled(({ view, history: turns, byProgram }) => {
      if (view.state !== 'done' || byProgram) return;
      last = { view, history: turns.slice(-maxPastTurns) };
    }),
  );
  register('explainReasoning', () => explainReasoning(panels, last ?? history.newest));
  return Disposable.from(store);
}

/**
 * Opens the panel with the selected text in its box; asks at once what it is given. True when that
 * was answered and the person has done nothing else in the panel meanwhile.
 */
async function ask(
  panels: PanelHolder,
  { settings }: HostServices,
  argument: unknown,
): Promise<boolean> {
  const given = accept(askedQuestion, argument, 'question');
  if (given.ok) {
    const { question } = given.value;
    const { ratio } = settings.current;
    const view = panels.reveal({ question, ratio });
    return view.ask({ question, ratio, force: false, history: [] });
  }
  const question = selectedText();
  panels.reveal(question === undefined ? null : { question, ratio: null });
  return false;
}

async function askWithRatio(panels: PanelHolder, services: HostServices): Promise<void> {
  const question = selectedText();
  const ratio = await pickRatio(services, services.settings.current.ratio);
  if (ratio === undefined) return;
  const view = panels.reveal({ question: question ?? '', ratio });
  if (question !== undefined) await view.ask({ question, ratio, force: false, history: [] });
}

async function compareRatios(panels: PanelHolder, { settings }: HostServices): Promise<void> {
  const question = selectedText();
  const { ratio } = settings.current;
  const view = panels.reveal(question === undefined ? null : { question, ratio });
  if (question === undefined) return;
  await view.compare({ question, ratio, force: false, history: [] });
}

/** The selected reasoning, else the last answer, which may be of before a reload of the window. */
async function explainReasoning(panels: PanelHolder, last: PastAnswer | undefined): Promise<void> {
  const chain = selectedText();
  if (chain !== undefined) await panels.reveal(null).explainText(chain);
  else if (last !== undefined) await panels.reveal(null).explain(last);
  else {
    void window.showInformationMessage(
      l10n.t('Ask a question first, or select the reasoning that is to be explained.'),
    );
  }
}

function selectedText(): string | undefined {
  return questionFromSelection(window.activeTextEditor);
}

import { describe, expect, it, vi } from 'vitest';
import type { PanelRun } from '../../../../src/protocol/webview/panelLink';
import { answerView } from '../../support/sampleAnswer';
import { PanelWindow, ScriptedPage } from './panelWindow';
import { window as scripted } from './panelVscode';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

const answer = 'So 6 * 7 = 42.\n\nThe final answer is: $\\boxed{42}$';
const question = { question: 'What is 6 * 7?', ratio: '1.0', force: false, history: [] } as const;
const compared: PanelRun = {
  kind: 'compare',
  full: answerView,
  short: answerView,
  history: [],
  outcome: { savedTokens: 3, savedSeconds: 1, isSameAnswer: true },
};

describe('a panel after a reload of the window', () => {
  it('shows what its page has kept, unless something is asked by then', async () => {
    const window = new PanelWindow(new TableMemento(), answer);
    await window.run('ask');
    expect((await new ScriptedPage().ready(compared)).run).toEqual(compared);
    await window.run('ask', { question: question.question });
    const { run } = await new ScriptedPage().ready(compared);
    expect(run).toMatchObject({ kind: 'answer', view: { question: question.question } });
  });

  it('shows the answer that came to its end while its page was hidden', async () => {
    const memento = new TableMemento();
    const window = new PanelWindow(memento, answer);
    await window.run('ask', { question: question.question });
    const { run: ended } = await new ScriptedPage().ready();
    if (ended?.kind !== 'answer') throw new Error('nothing was answered');

    await new PanelWindow(memento, answer).run('ask');
    expect((await new ScriptedPage().ready(null, ended.view.id)).run).toEqual(ended);
    await new PanelWindow(new TableMemento(), answer).run('ask');
    expect((await new ScriptedPage().ready(null, ended.view.id)).run).toBeNull();
  });

  it('has an answer to explain', async () => {
    const memento = new TableMemento();
    const window = new PanelWindow(memento, answer);
    await window.run('explainReasoning');
    expect(scripted.told).toEqual([expect.stringContaining('Ask a question first')]);
    await window.run('ask', { question: question.question });

    const again = new PanelWindow(memento, answer);
    await again.run('explainReasoning');
    expect(scripted.told).toEqual([]);
    const { run } = await new ScriptedPage().ready();
    expect(run).toMatchObject({ kind: 'answer', sentences: { state: 'done' } });
  });
});

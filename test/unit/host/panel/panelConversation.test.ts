import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkAgainChains } from '../../../../src/core/vote/voteSeconds';
import { ModelProvider } from '../../../../src/host/native/provider/modelProvider';
import { SolveMathTool } from '../../../../src/host/native/tool/solveMathTool';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { LanguageModelTextPart, neverCancelled } from './panelVscode';
import { PanelWindow, ScriptedPage } from './panelWindow';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

const earlier = [
  {
    question: 'A car drives 90 km in 2 h. How fast is it?',
    answer: 'The final answer is: $\\boxed{45}$',
  },
];
const followUp = 'And if it were twice as fast?';
const answer = 'So 45 * 2 = 90.\n\nThe final answer is: $\\boxed{90}$';
const withoutEquation = 'Then it is twice that.\n\nThe final answer is: $\\boxed{90}$';
const answers = (count: number): string[] => Array.from({ length: count }, () => answer);

/** A follow-up as the chat asks it. */
async function asked(window: PanelWindow): Promise<AnswerView> {
  const request = { question: followUp, ratio: '0.5', history: earlier } as const;
  const { signal } = new AbortController();
  return window.answers.ask(request, { signal, onView: () => undefined });
}

/** The page of a panel that has been opened with the last answer, in full sentences. */
async function explained(window: PanelWindow): Promise<ScriptedPage> {
  await window.run('explainReasoning');
  const page = new ScriptedPage();
  await page.ready();
  return page;
}

describe('a follow-up of a conversation, in the panel', () => {
  let memento: TableMemento;
  beforeEach(() => {
    memento = new TableMemento();
  });

  it('is explained, and answered in full instead, with the turns before it', async () => {
    const window = new PanelWindow(memento, answer, withoutEquation, answer);
    await asked(window);
    const page = await explained(window);
    const { sentences } = await page.until('answer', (run) => run.sentences?.state === 'done');
    expect(sentences?.source).toBe('full');
    const [, rewrite, full] = window.engine.asked;
    expect(rewrite).toContain(`${earlier[0]?.question}\nIts answer: 45\n`);
    expect(rewrite).toContain(followUp);
    expect(full).toContain(earlier[0]?.question);
    expect(full).toContain(earlier[0]?.answer);
  });

  it('is checked and compared with them, also after a reload of the window', async () => {
    const window = new PanelWindow(memento, answer, answer, ...answers(checkAgainChains));
    await asked(window);
    const page = await explained(window);
    await page.rpc.request('checkAgain', {});
    const { view } = await page.until('answer', (run) => run.view.report?.votes !== undefined);
    await vi.waitFor(() => expect(memento.table.size).toBe(1));

    const again = new PanelWindow(memento, answer, answer);
    await again.run('ask');
    const other = new ScriptedPage();
    await other.ready();
    await other.rpc.request('show', { id: view.id });
    const { history } = await other.until('answer', (run) => run.view.id === view.id);
    await other.rpc.request('compare', { question: followUp, ratio: '0.5', force: false, history });
    const compared = await other.until('compare', (run) => run.outcome !== null);
    expect(compared.history).toEqual(earlier);
    const texts = [...window.engine.asked.slice(-checkAgainChains), ...again.engine.asked];
    expect(texts).toHaveLength(checkAgainChains + 2);
    for (const text of texts) expect(text).toContain(earlier[0]?.question);
  });

  it('is what is explained, and no answer that another program asked for', async () => {
    const window = new PanelWindow(memento, answer, answer, answer, answer);
    await asked(window);
    const input = { question: 'What is 6 * 7?' };
    const tool = new SolveMathTool({ ...(window.services as object), remote: {} } as never);
    await tool.invoke({ input, toolInvocationToken: undefined }, neverCancelled);
    await new ModelProvider(window.services as never).provideLanguageModelChatResponse(
      { ratio: '0.5' } as never,
      [{ role: 1, content: [new LanguageModelTextPart(input.question)] }] as never,
      {} as never,
      { report: () => undefined },
      neverCancelled,
    );
    expect(window.engine.asked).toHaveLength(3);
    const page = await explained(window);
    const { view } = await page.until('answer', (run) => run.sentences?.state === 'done');
    expect(view.question).toBe(followUp);
  });
});

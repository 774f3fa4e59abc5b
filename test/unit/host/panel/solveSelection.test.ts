import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as vscode from './panelVscode';
import { PanelWindow, ScriptedPage } from './panelWindow';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

const answer = 'So 6 * 7 = 42.\n\nThe final answer is: $\\boxed{42}$';
const selected = ['What is 6 * 7?', 'What is 7 * 6?', 'What is 2 * 21?'];
const other = { question: 'What is 40 + 2?', ratio: '1.0', force: false, history: [] } as const;

describe('Solve Selection with several selections', () => {
  let window: PanelWindow;
  beforeEach(() => {
    window = new PanelWindow(new TableMemento(), answer, answer, answer);
    window.select(...selected);
  });

  /** What was asked, whether or not a model has answered it. */
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    window.answers.onSettled(({ view }) => void asked.push(view.question));
  });

  it('asks one after the other', async () => {
    await window.run('solveSelection');
    expect(asked).toEqual(selected);
  });

  it('shows the ratio that it asks at in the picker, also of a panel that is open', async () => {
    const ratio = '0.7';
    window = new PanelWindow(new TableMemento(), answer, answer, answer);
    window.settings = { ...window.settings, ratio };
    window.select(...selected.slice(0, 1));
    await window.run('solveSelection');
    const page = new ScriptedPage();
    const { draft } = await page.ready();
    expect(draft).toEqual({ question: selected[0], ratio });
    window.settings = { ...window.settings, ratio: '0.5' };
    await window.run('compareRatios');
    expect(page.drafts).toEqual([{ question: selected[0], ratio: '0.5' }]);
    const { short } = await page.until('compare', (run) => run.outcome !== null);
    expect(short?.ratio).toBe('0.5');
  });

  it('asks no further after a stop', async () => {
    window.beforeUse = () => new ScriptedPage().rpc.request('stop', {});
    await window.run('solveSelection');
    expect(asked).toEqual(selected.slice(0, 1));
    expect(window.engine.asked).toEqual([]);
  });

  it('leaves a question alone that is asked in the panel meanwhile', async () => {
    let hasAsked = false;
    window.beforeUse = async () => {
      if (hasAsked) return;
      hasAsked = true;
      await new ScriptedPage().rpc.request('ask', other);
    };
    await window.run('solveSelection');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked).toEqual(expect.arrayContaining([selected[0], other.question]));
    expect(window.engine.asked).toEqual([expect.stringContaining(other.question)]);
  });

  it('leaves a question alone that is asked while an answer is being kept', async () => {
    const memento = new TableMemento();
    window = new PanelWindow(memento, answer, answer);
    window.select(...selected);
    const keep = memento.update.bind(memento);
    let hasAsked = false;
    memento.update = async (key, value) => {
      await keep(key, value);
      if (hasAsked) return;
      hasAsked = true;
      await new ScriptedPage().rpc.request('ask', other);
    };
    await window.run('solveSelection');
    await vi.waitFor(() => expect(memento.get<unknown[]>('panel.history')).toHaveLength(2));
    expect(window.engine.asked).toEqual([
      expect.stringContaining('What is 6 * 7?'),
      expect.stringContaining(other.question),
    ]);
  });

  it('fails once, not once for each selection', async () => {
    window.beforeUse = () => Promise.reject(new Error('no model'));
    await window.run('solveSelection');
    expect(asked).toEqual(selected.slice(0, 1));
  });

  it('says what to do where nothing is selected', async () => {
    window.select();
    vscode.window.told.length = 0;
    await window.run('solveSelection');
    expect(vscode.window.told).toEqual([expect.stringMatching(/^Select the question/)]);
    expect(asked).toEqual([]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { PanelHolder } from '../../../../src/host/panel/panelHolder';
import { QuestionHistory } from '../../../../src/host/panel/questionHistory';
import { ScriptedPanel, window } from './panelVscode';
import { PanelWindow } from './panelWindow';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

describe('the one panel of a window', () => {
  it('stays the only one when a panel from before a reload is looked at later', () => {
    const memento = new TableMemento();
    const { services } = new PanelWindow(memento);
    const parts = { services, history: new QuestionHistory(memento) } as never;
    const holder = new PanelHolder(parts);
    const made = holder.reveal(null);
    const restored = new ScriptedPanel();
    let isClosed = false;
    restored.onDidDispose(() => (isClosed = true));
    expect(holder.attach(restored as never)).toBe(made);
    expect(isClosed).toBe(true);
    expect(holder.reveal(null)).toBe(made);
    // Closed, it makes room for another.
    window.panels.at(-1)?.dispose();
    const next = new ScriptedPanel();
    expect(holder.attach(next as never)).not.toBe(made);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { window as scripted } from './panelVscode';
import { PanelWindow, ScriptedPage } from './panelWindow';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

const question = 'What is 6 * 7?';

describe('a question that is sent with the panel', () => {
  it('is in its box, also where the page is starting', async () => {
    const window = new PanelWindow(new TableMemento());
    await window.run('ask');
    const page = new ScriptedPage();
    const looks: (() => void)[] = [];
    window.beforeLook = () => new Promise<void>((resolve) => void looks.push(resolve));
    const ready = page.ready();
    await vi.waitFor(() => expect(looks).toHaveLength(1));
    window.select(question);
    await window.run('ask');
    for (const look of looks) look();
    expect((await ready).draft).toEqual({ question, ratio: null });
    expect(page.drafts).toEqual([]);
  });

  it('stays, where the panel is only brought to the front after it', async () => {
    const window = new PanelWindow(new TableMemento());
    window.select(question);
    await window.run('ask');
    window.select();
    await window.run('ask');
    expect((await new ScriptedPage().ready()).draft).toEqual({ question, ratio: null });
  });
});

it('an answer that cannot be written into its file is told', async () => {
  const window = new PanelWindow(new TableMemento());
  await window.run('ask');
  window.write = () => Promise.reject(new Error('The file is gone.'));
  const inserted = new ScriptedPage().rpc.request('insert', { latex: '42', replaces: false });
  await expect(inserted).rejects.toThrow();
  expect(scripted.told).toEqual([expect.stringContaining('The file is gone.')]);
});

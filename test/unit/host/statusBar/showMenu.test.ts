import { window } from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import { showMenu } from '../../../../src/host/statusBar/showMenu';

vi.mock('vscode', async () => {
  const stub = await import('../../../support/vscodeStub');
  return {
    ...stub,
    commands: {},
    QuickPickItemKind: { Separator: -1 },
    window: { activeTextEditor: undefined, showQuickPick: vi.fn(() => Promise.resolve(undefined)) },
  };
});

describe('the menu of the status bar', () => {
  const editor = { selection: { isEmpty: false } };
  const none = { answers: 0, tokens: 0, seconds: 0 };
  const services = {
    models: { status: undefined },
    settings: { current: { ratio: 'auto' } },
    savings: { view: { workspace: { measured: none, estimated: none } } },
  };

  async function commandsFor(target: unknown): Promise<readonly (string | undefined)[]> {
    Reflect.set(window, 'activeTextEditor', editor);
    await showMenu({ ...services, target: { current: target } } as never);
    const [items] = vi.mocked(window.showQuickPick).mock.lastCall ?? [];
    return (items as unknown as { command?: string }[]).map(({ command }) => command);
  }

  it('offers to write an answer only into what can be written into', async () => {
    expect(await commandsFor(editor)).toContain('tokenskip.solveAndInsert');
    const inReport = await commandsFor(undefined);
    expect(inReport).toContain('tokenskip.solveSelection');
    expect(inReport).not.toContain('tokenskip.solveAndInsert');
  });
});

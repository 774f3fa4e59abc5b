import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ExtensionKind, UIKind } from 'vscode';
import { openFolder } from '../../../../src/host/models/openFolder';

/** A window of the editor: what it is, and what happened in it. */
const editor = vi.hoisted(() => ({
  env: {
    uiKind: 1,
    remoteName: undefined as string | undefined,
    clipboard: { writeText: (text: string) => void editor.copied.push(text) },
  },
  answer: undefined as string | undefined,
  revealed: [] as unknown[],
  told: [] as string[],
  copied: [] as string[],
}));

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  env: editor.env,
  UIKind: { Desktop: 1, Web: 2 },
  ExtensionKind: { UI: 1, Workspace: 2 },
  Uri: { file: (path: string) => ({ path }) },
  commands: { executeCommand: (...call: unknown[]) => void editor.revealed.push(call) },
  window: {
    showInformationMessage: (text: string) => {
      editor.told.push(text);
      return Promise.resolve(editor.answer);
    },
  },
}));

describe('openFolder', () => {
  beforeEach(() => {
    Object.assign(editor.env, { uiKind: UIKind.Desktop, remoteName: undefined });
    Object.assign(editor, { answer: undefined, revealed: [], told: [], copied: [] });
  });

  it('shows the folder in the file manager of the machine that the person sits at', async () => {
    await openFolder('/models/a', ExtensionKind.Workspace);
    editor.env.remoteName = 'ssh-remote';
    await openFolder('/models/a', ExtensionKind.UI);
    const call = ['revealFileInOS', { path: '/models/a' }];
    expect(editor.revealed).toEqual([call, call]);
    expect(editor.told).toEqual([]);
  });

  it.each([
    ['in a browser', { uiKind: UIKind.Web }, ExtensionKind.UI],
    [
      'on a server behind a browser',
      { uiKind: UIKind.Web, remoteName: 'server' },
      ExtensionKind.Workspace,
    ],
    ['in a remote extension host', { remoteName: 'ssh-remote' }, ExtensionKind.Workspace],
  ])('tells the path %s, and copies it when asked', async (_, where, runsIn) => {
    Object.assign(editor.env, where);
    await openFolder('/models/a', runsIn);
    expect(editor.copied).toEqual([]);
    editor.answer = 'Copy Path';
    await openFolder('/models/a', runsIn);
    expect(editor.told[0]).toBe('The model is in this folder: /models/a');
    expect(editor.copied).toEqual(['/models/a']);
    expect(editor.revealed).toEqual([]);
  });
});

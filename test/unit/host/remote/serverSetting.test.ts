import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openServerSetting, serverCommand } from '../../../../src/host/remote/serverSetting';

/** Where the window is, and what ran in it. */
const editor = vi.hoisted(() => ({
  env: { remoteName: undefined as string | undefined },
  ran: [] as unknown[],
}));

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  env: editor.env,
  commands: { executeCommand: (...call: unknown[]) => void editor.ran.push(call) },
}));

const setting = 'tokenskip.remote.address';
const title = 'Open Settings';

beforeEach(() => editor.ran.splice(0));

describe('the way to the setting of a server', () => {
  it.each([
    [undefined, 'workbench.action.openSettings', setting],
    ['ssh-remote', 'workbench.action.openRemoteSettings', { query: setting }],
  ])('leads to the page that has it (remote: %s)', async (remoteName, command, argument) => {
    editor.env.remoteName = remoteName;
    expect(serverCommand()).toEqual({ title, command, arguments: [argument] });
    await openServerSetting();
    expect(editor.ran).toEqual([[command, argument]]);
  });
});

import { Location, workspace } from 'vscode';
import { expect, it, vi } from 'vitest';
import { questionText } from '../../../../src/host/native/participant/questionText';

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  workspace: { openTextDocument: vi.fn() },
}));

it('asks without an attachment that is gone', async () => {
  const value = new (Location as unknown as new () => Location)();
  const request = { prompt: 'And 6 * 7?', command: undefined, references: [{ id: 'a', value }] };
  vi.mocked(workspace.openTextDocument).mockResolvedValueOnce({ getText: () => 'x = 3' } as never);
  expect(await questionText(request)).toBe('x = 3\nAnd 6 * 7?');
  vi.mocked(workspace.openTextDocument).mockRejectedValueOnce(new Error('no such file'));
  expect(await questionText(request)).toBe('And 6 * 7?');
});

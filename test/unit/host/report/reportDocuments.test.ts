import { workspace } from 'vscode';
import { expect, it, vi } from 'vitest';
import { ReportDocuments } from '../../../../src/host/report/reportDocuments';

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  Disposable: { from: () => ({ dispose: () => undefined }) },
  Uri: { from: (parts: object) => parts },
  workspace: {
    registerTextDocumentContentProvider: vi.fn(),
    openTextDocument: (uri: unknown) => Promise.resolve(uri),
  },
}));

it('says of a tab that was restored in another window that it is empty', async () => {
  const reports = new ReportDocuments();
  reports.register();
  const [, provider] = vi.mocked(workspace.registerTextDocumentContentProvider).mock.lastCall ?? [];
  const textOf = (path: string): unknown =>
    provider?.provideTextDocumentContent({ path } as never, {} as never);
  expect(textOf('/Diagnosis.md')).toMatch(/run its command again/);
  await reports.open('Diagnosis', '# Diagnosis');
  expect(textOf('/Diagnosis.md')).toBe('# Diagnosis');
});

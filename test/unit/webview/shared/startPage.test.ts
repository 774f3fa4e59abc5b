import { expect, it, vi } from 'vitest';
import { startPage } from '../../../../src/webview/shared/startPage';

it('a page that cannot start says so, and is not left blank', async () => {
  const root = { textContent: '' };
  startPage(root, () => Promise.reject(new Error('the answer of «ready» was refused')));
  await vi.waitFor(() => expect(root.textContent).toContain('«ready» was refused'));
});

import { describe, expect, it } from 'vitest';
import { readPageState, withEdit, withoutEdit } from '../../../../src/webview/chat/pageState';

describe('a half-typed question in the chat', () => {
  const typed = { ...readPageState(undefined), draft: 'And twi' };
  const first = { id: 'a1', question: 'What is 9 * 2?' };
  const second = { id: 'a2', question: 'What is 6 * 7?' };

  it('is set aside while another one is edited, and comes back', () => {
    const edited = withEdit(typed, first);
    expect(edited).toMatchObject({ draft: first.question, editedId: first.id });
    expect(withoutEdit(edited)).toMatchObject({ draft: typed.draft, editedId: null });
    const other = withEdit({ ...edited, draft: 'What is 9 * 3?' }, second);
    expect(withoutEdit(readPageState(structuredClone(other))).draft).toBe(typed.draft);
  });

  it('is gone once it was sent itself', () => {
    expect(withoutEdit(typed).draft).toBe('');
    expect(withoutEdit(withoutEdit(withEdit(typed, first))).draft).toBe('');
  });
});

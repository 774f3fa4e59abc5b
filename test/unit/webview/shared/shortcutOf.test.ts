import { expect, it } from 'vitest';
import { shortcutOf } from '../../../../src/webview/shared/shortcutOf';

const key = { key: 'Enter', ctrlKey: false, metaKey: false, isComposing: false, repeat: false };

it.each([
  ['Ctrl+Enter', { ctrlKey: true }, 'ask'],
  ['Cmd+Enter', { metaKey: true }, 'ask'],
  ['Enter', {}, undefined],
  ['Ctrl+Enter held down', { ctrlKey: true, repeat: true }, undefined],
  ['Esc', { key: 'Escape' }, 'stop'],
  [
    'Esc that gives up what an input method suggests',
    { key: 'Escape', isComposing: true },
    undefined,
  ],
])('%s', (_, pressed, meaning) => {
  expect(shortcutOf({ ...key, ...pressed })).toBe(meaning);
});

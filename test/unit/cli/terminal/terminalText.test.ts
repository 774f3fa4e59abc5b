import { expect, it } from 'vitest';
import { terminalText } from '../../../../src/cli/terminal/terminalText';

it('lets no text move the cursor, colour a line or turn its direction', () => {
  expect(terminalText('a\u001b[2Jb\rc\u009bd\u202ee\u0000')).toBe('a�[2Jb�c�d�e�');
});

it('leaves line breaks, tabs and all that can be read', () => {
  expect(terminalText('1 + 1\n\t= 2 ≈ ½ 五 👍')).toBe('1 + 1\n\t= 2 ≈ ½ 五 👍');
});

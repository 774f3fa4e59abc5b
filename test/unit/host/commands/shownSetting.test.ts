import { describe, expect, it } from 'vitest';
import { shownSetting } from '../../../../src/host/commands/shownSetting';

describe('a setting in the diagnosis', () => {
  it.each([
    ['maxTokens', 77, '77'],
    ['statusBar', false, 'false'],
    ['ratio', 'auto', 'auto'],
    ['remote.model', 'owner/model', 'owner/model'],
    ['model', '', 'not set'],
    ['model', 'coder-0.5b', 'coder-0.5b'],
    ['downloadAddress', 'https://mirror.test/hub', 'https://mirror.test/hub'],
  ])('%s = %j is shown', (key, value, shown) => {
    expect(shownSetting(key, value)).toBe(shown);
  });

  it.each([
    ['nodePath', '/home/me/secret/node'],
    ['model', '/home/me/secret'],
    ['model', 'C:\\Users\\secret'],
    ['downloadAddress', 'https://me:secret@mirror.test/'],
    ['releaseAddress', 'https://mirror.test/?key=secret'],
    ['remote.address', 'http://me:secret@host:8000/v1#secret'],
    ['remote.address', 'me:secret@host'],
    ['downloadAddress', 'http://me:secret@'],
  ])('of %s = %j nothing is shown that is nobody’s business', (key, value) => {
    expect(shownSetting(key, value)).not.toContain('secret');
  });
});

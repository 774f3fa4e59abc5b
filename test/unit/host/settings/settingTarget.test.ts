import { describe, expect, it } from 'vitest';
import { settingTarget } from '../../../../src/host/settings/settingTarget';

const open = { hasWorkspace: true, isTrusted: true, isSetInWorkspace: false };

describe('where a chosen setting is written to', () => {
  it('is the workspace for the model, so that each remembers its own', () => {
    expect(settingTarget('model', open)).toBe('workspace');
  });

  it('is the user’s settings where no workspace would be heard', () => {
    expect(settingTarget('model', { ...open, hasWorkspace: false })).toBe('user');
    expect(settingTarget('model', { ...open, isTrusted: false })).toBe('user');
  });

  it('is the user’s settings for everything else, unless the workspace has its own value', () => {
    expect(settingTarget('ratio', open)).toBe('user');
    expect(settingTarget('remote.model', open)).toBe('user');
    expect(settingTarget('ratio', { ...open, isSetInWorkspace: true })).toBe('workspace');
  });
});

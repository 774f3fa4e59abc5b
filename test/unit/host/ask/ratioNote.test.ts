import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseRatio } from '../../../../src/engine/ask/ratioChoice';
import { ratioNote } from '../../../../src/host/ask/ratioNote';
import { l10n } from '../../../support/vscodeStub';
import { sampleManifest } from '../../cli/sampleManifest';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const untrained = { ...sampleManifest({}), name: 'Qwen', trainedRatios: [] };

describe('ratioNote', () => {
  afterEach(() => {
    l10n.bundle = undefined;
  });

  it.each(['auto', '0.5'])('says in English what the command line says of %s', (ratio) => {
    const choice = chooseRatio(ratio, untrained);
    expect(choice.note).toBeDefined();
    expect(ratioNote(choice, 'Qwen')).toBe(choice.note);
  });

  it('says it in the language of the editor', () => {
    l10n.bundle = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as never;
    expect(ratioNote(chooseRatio('auto', untrained), 'Qwen')).toMatch(/^Qwen ist nicht auf/);
    expect(ratioNote(chooseRatio('0.5', untrained), 'Qwen')).toContain('50 %');
  });

  it('is none where there is nothing to know', () => {
    expect(ratioNote(chooseRatio('1.0', untrained), 'Qwen')).toBeNull();
  });
});

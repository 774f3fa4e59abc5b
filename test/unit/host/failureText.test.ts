import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failureText } from '../../../src/host/failureText';
import type { ErrorCode } from '../../../src/protocol/errorCodes';
import { errorCodes } from '../../../src/protocol/errorCodes';
import { env, l10n } from '../../support/vscodeStub';

vi.mock('vscode', () => import('../../support/vscodeStub'));

const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<
  string,
  string
>;

/** What the German sentences say before their first number or name. */
const germanBeginnings = Object.values(german)
  .map((sentence) => sentence.split('{')[0] ?? '')
  .filter((beginning) => beginning !== '');

/** The host writes these in the language of the editor where they are found. */
const writtenByHost: readonly ErrorCode[] = ['not-maths-or-logic', 'engine-missing'];

const message = 'An English sentence.';

describe('failureText', () => {
  beforeEach(() => {
    l10n.bundle = german;
    env.language = 'de';
  });

  it('is the failure’s own sentence in English', () => {
    l10n.bundle = undefined;
    expect(failureText({ code: 'remote-busy', message, details: { host: 'box' } })).toBe(message);
  });

  it.each(errorCodes.filter((code) => !writtenByHost.includes(code)))(
    'has a translated sentence for %s',
    (code) => {
      const text = failureText({ code, message });
      expect(
        germanBeginnings.some((beginning) => text.startsWith(beginning)),
        text,
      ).toBe(true);
    },
  );

  it.each(writtenByHost)('leaves %s as the host has written it', (code) => {
    expect(failureText({ code, message })).toBe(message);
  });

  it('adds what else helps, once', () => {
    const hint = 'Ohne Netz hilft ein Paket.';
    const details = { unreachable: true, hint };
    const text = failureText({ code: 'download-failed', message: `${message} ${hint}`, details });
    expect(text).toMatch(/^Der Download .* Ohne Netz hilft ein Paket\.$/);
    const argument = { code: 'invalid-argument', message: `${message} ${hint}`, details } as const;
    expect(failureText(argument).split(hint)).toHaveLength(2);
  });

  it('names who failed, and the numbers in the language of the editor', () => {
    const busy = failureText({ code: 'remote-busy', message, details: { host: 'box:8000' } });
    expect(busy).toMatch(/^box:8000: Der Server ist überlastet/);
    const details = { neededBytes: 1_100_000_000, freeBytes: 900_000_000 };
    expect(failureText({ code: 'disk-full', message, details })).toContain(
      '1,1 GB gebraucht, und 900 MB sind frei',
    );
    const long = { tokens: 900, contextLength: 512 };
    expect(failureText({ code: 'question-too-long', message, details: long })).toContain(
      '900 Token, und dieses Modell liest mit der Antwort 512',
    );
  });

  it('tells a missing server from an address that is none', () => {
    const setting = 'tokenskip.remote.address';
    const invalid = { code: 'invalid-argument', message } as const;
    expect(failureText({ ...invalid, details: { setting, isMissing: true } })).toMatch(
      /^Es ist kein Server/,
    );
    expect(failureText({ ...invalid, details: { setting } })).toContain(
      `Die Einstellung ${setting} muss aussehen wie http://`,
    );
    expect(failureText(invalid)).toBe(`Das ist nicht möglich: ${message}`);
  });

  it('leaves the sentence about memory that was told before loading', () => {
    const memory = { code: 'not-enough-memory', message } as const;
    expect(failureText({ ...memory, details: { isTold: true } })).toBe(message);
    expect(failureText(memory)).toContain('reicht der Speicher nicht');
  });
});

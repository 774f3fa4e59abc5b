import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deviceReasonText } from '../../../../src/host/engine/deviceReasonText';
import type { DevicePhrase } from '../../../../src/protocol/deviceReasons';
import {
  devicePhrase,
  devicePhrases,
  readDevicePhrase,
} from '../../../../src/protocol/deviceReasons';
import { env, l10n } from '../../../support/vscodeStub';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const names = Object.keys(devicePhrases) as DevicePhrase[];
const slower = 'right but slower: 12.3 ms a token, 8.0 ms on the CPU, 9.1 ms on CUDA';

describe('readDevicePhrase', () => {
  it.each(names)('knows %s again', (name) => {
    const places = devicePhrases[name].match(/\{\d\}/g)?.length ?? 0;
    const parts = ['2026-11-24', 'x'].slice(0, places);
    expect(readDevicePhrase(devicePhrase(name, ...parts))).toEqual({ name, parts });
  });
});

describe('deviceReasonText', () => {
  beforeEach(() => {
    l10n.bundle = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as never;
    env.language = 'de';
  });
  afterEach(() => {
    l10n.bundle = undefined;
    env.language = 'en';
  });

  it('says each part in the language of the editor', () => {
    expect(deviceReasonText(slower)).toBe(
      'rechnet richtig, aber langsamer: 12,3 ms je Token, 8,0 ms auf dem Prozessor, 9,1 ms auf CUDA',
    );
    expect(deviceReasonText(`remembered from 2026-11-24: ${slower}`)).toMatch(
      /^gemerkt seit 2026-11-24: rechnet richtig, aber langsamer: 12,3 ms je Token/,
    );
  });

  it('leaves what a driver says, and what has no form that it knows', () => {
    expect(deviceReasonText('WebGPU could not be started (no adapter, lost)')).toBe(
      'WebGPU ließ sich nicht starten (no adapter, lost)',
    );
    expect(deviceReasonText('something else')).toBe('something else');
  });

  it.each([...names.map((name) => devicePhrase(name, '3.1', 'CUDA')), slower])(
    'changes nothing in English: %s',
    (reason) => {
      l10n.bundle = undefined;
      env.language = 'en';
      expect(deviceReasonText(reason)).toBe(reason);
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { DevicePhrase } from '../../../src/protocol/deviceReasons';
import { devicePhrase, devicePhrases, readDevicePhrase } from '../../../src/protocol/deviceReasons';

const names = Object.keys(devicePhrases) as DevicePhrase[];
const placesIn = (name: DevicePhrase): number => devicePhrases[name].split(/\{\d\}/).length - 1;

describe('the phrases about devices', () => {
  it.each(names)('%s is read back with its parts', (name) => {
    const parts = ['9.5 ms (a.b)', 'WebGPU: Some adapter'].slice(0, placesIn(name));
    expect(readDevicePhrase(devicePhrase(name, ...parts))).toEqual({ name, parts });
  });

  it('take no other text for one', () => {
    expect(readDevicePhrase('asked for it')).toBeUndefined();
    expect(readDevicePhrase('not asked for')).toBeUndefined();
    // A dot and brackets stand for themselves.
    expect(readDevicePhrase('could not be started xtimeoutx')).toBeUndefined();
    expect(readDevicePhrase('')).toBeUndefined();
  });

  it('leave a place empty that no part was given for', () => {
    expect(devicePhrase('speedOn', '9')).toBe('9 ms on ');
  });
});

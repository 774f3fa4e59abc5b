import { describe, expect, it } from 'vitest';
import { safePrefillTokens } from '../../../../src/inference/session/safePrefill';
import { ScriptedDevices } from './scriptedDevices';

describe('safePrefillTokens', () => {
  it('lets a device that agrees with itself read as much as it likes', async () => {
    const decoder = await new ScriptedDevices({ webgpu: { readsAtOnce: 1000 } }).create('webgpu');
    expect(await safePrefillTokens(decoder)).toBe(Infinity);
    expect(decoder.length(0)).toBe(0);
  });

  it('keeps one that is wrong about long pieces to short ones', async () => {
    const script = { readsAtOnce: 1000, wrongAbove: 16 };
    const decoder = await new ScriptedDevices({ webgpu: script }).create('webgpu');
    expect(await safePrefillTokens(decoder)).toBe(16);
  });
});

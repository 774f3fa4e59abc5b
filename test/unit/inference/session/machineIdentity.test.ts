import { describe, expect, it } from 'vitest';
import { machineIdentity } from '../../../../src/inference/session/machineIdentity';
import { driverFile, machine } from './machine';

const card = {
  '/sys/class/drm/card1/device/vendor': '0x1002\n',
  '/sys/class/drm/card1/device/device': '0x744c\n',
  '/sys/class/drm/card1-DP-1/status': 'connected',
};

describe('machineIdentity', () => {
  it('says that it knows of no graphics driver', async () => {
    expect(await machineIdentity(machine({}))).toBe(
      'Some CPU, linux x64 6.8.0, graphics driver unknown',
    );
  });

  it('names the NVIDIA driver and its GPUs', async () => {
    const identity = await machineIdentity(machine({ files: driverFile('550.54.15') }));
    expect(identity).toContain('NVIDIA 550.54.15, NVIDIA GeForce RTX 4070');
  });

  it('names cards, Vulkan drivers and what the environment chooses', async () => {
    const files = {
      ...card,
      '/usr/share/vulkan/icd.d/radeon_icd.json': '{"ICD": {"api_version": "1.3.296"}}',
    };
    const env = { VK_ICD_FILENAMES: '/opt/swiftshader.json' };
    expect(await machineIdentity(machine({ files, env }))).toBe(
      'Some CPU, linux x64 6.8.0, card 0x1002:0x744c, radeon_icd.json 1.3.296, ' +
        'VK_ICD_FILENAMES=/opt/swiftshader.json',
    );
  });

  it('reads the adapters of Windows', async () => {
    const key =
      'reg query HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}\\0000';
    const output =
      '\r\n    DriverDesc    REG_SZ    Intel(R) Arc(TM)\r\n    DriverVersion    REG_SZ    31.0.101.5333\r\n';
    const view = machine({ platform: 'win32', programs: { [key]: output } });
    expect(await machineIdentity(view)).toBe(
      'Some CPU, win32 x64 6.8.0, Intel(R) Arc(TM) 31.0.101.5333',
    );
  });
});

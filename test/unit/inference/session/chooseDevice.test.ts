import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteStopped } from '../../../../src/files/stoppedProcess';
import { chooseDevice, type ChosenDevice } from '../../../../src/inference/session/chooseDevice';
import type { ModelFolder } from '../../../../src/inference/session/modelFolder';
import type { LoadParams } from '../../../../src/protocol/childProtocol';
import { silentLogger } from '../../../../src/protocol/logger';
import { ScriptedDevices } from './scriptedDevices';

const folder: ModelFolder = {
  directory: 'none',
  modelId: 'scripted',
  digest: 'abc',
  shape: {
    layerCount: 1,
    headCount: 1,
    kvHeadCount: 1,
    headDim: 16,
    vocabularySize: 64,
    contextLength: 4096,
  },
  parameterCount: 1,
  endTokens: [],
};
const probe = Array.from({ length: 70 }, (_, index) => (index * 7) % 64);

function choose(
  devices: ScriptedDevices,
  params: Partial<LoadParams> = {},
  model: ModelFolder = folder,
): Promise<ChosenDevice> {
  return chooseDevice({
    folder: model,
    params: { modelDir: 'none', device: 'auto', ...params },
    logger: silentLogger,
    probe,
    devices,
  });
}

/** `device: reason` of every line, the used one marked. */
function lines({ report }: ChosenDevice): readonly string[] {
  return report.attempts.map(
    ({ device, used, reason }) => `${used ? '*' : ''}${device}: ${reason}`,
  );
}

describe('with auto', () => {
  it('takes the GPU that is right and the fastest, and closes the others', async () => {
    const devices = new ScriptedDevices({
      cpu: { stepMs: 20 },
      webgpu: { stepMs: 8 },
      cuda: { stepMs: 5 },
      dml: { stepMs: 1 },
    });
    const chosen = await choose(devices);
    expect(chosen.report.used).toBe('cuda');
    expect(devices.open).toEqual(['cuda']);
    expect(lines(chosen)).toEqual([
      'webgpu: right but slower: 8.0 ms a token, 20.0 ms on the CPU, 5.0 ms on CUDA',
      '*cuda: right and the fastest: 5.0 ms a token, 20.0 ms on the CPU, 8.0 ms on WebGPU',
      'dml: used only when asked for: wrong results of DirectML are reported',
      'cpu: 20.0 ms a token, 8.0 ms on WebGPU, 5.0 ms on CUDA',
    ]);
    expect(chosen.decoder.length(0)).toBe(0);
  });

  it('takes the CPU when it is the fastest', async () => {
    const devices = new ScriptedDevices({ cpu: { stepMs: 3 }, webgpu: { stepMs: 12 } });
    const chosen = await choose(devices);
    expect(lines(chosen)).toEqual([
      'webgpu: right but slower: 12.0 ms a token, 3.0 ms on the CPU',
      'cuda: not there',
      'dml: not there',
      '*cpu: the fastest: 3.0 ms a token, 12.0 ms on WebGPU',
    ]);
    expect(devices.open).toEqual(['cpu']);
  });

  it('does not wait for a GPU that is hopelessly slow', async () => {
    const devices = new ScriptedDevices({ cpu: { stepMs: 10 }, webgpu: { stepMs: 500 } });
    const chosen = await choose(devices);
    expect(lines(chosen)[0]).toBe(
      'webgpu: much slower, not compared any further: 500.0 ms a token, 10.0 ms on the CPU',
    );
    expect(chosen.report.used).toBe('cpu');
    expect(devices.open).toEqual(['cpu']);
    expect(devices.now()).toBe(11 * 10 + 3 * 500);
  });

  it.each([
    ['from the first token', { error: 0.2 }],
    ['only after some decoded tokens', { error: 0.2, errorFrom: 55 }],
  ])('refuses a fast GPU that is wrong %s', async (_, script) => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: { ...script, stepMs: 1 } });
    const chosen = await choose(devices);
    expect(chosen.report.used).toBe('cpu');
    expect(chosen.report.reason).toBe(
      "WebGPU computes something else: its results differ from the CPU's by 20.0 %",
    );
    expect(devices.open).toEqual(['cpu']);
  });

  it('allows what int8 rounding explains', async () => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: { error: 0.05, stepMs: 1 } });
    expect((await choose(devices)).report.used).toBe('webgpu');
  });

  it('refuses a GPU whose results are no numbers', async () => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: { error: NaN, stepMs: 1 } });
    expect((await choose(devices)).report.reason).toBe('WebGPU computes no numbers');
  });

  it('goes on after a GPU that fails on its first run', async () => {
    const devices = new ScriptedDevices({
      cpu: {},
      webgpu: { failsAt: 'run' },
      cuda: { stepMs: 1 },
    });
    const chosen = await choose(devices);
    expect(chosen.report.used).toBe('cuda');
    expect(lines(chosen)[0]).toBe('webgpu: failed on its first run (requires f16)');
    expect(devices.open).toEqual(['cuda']);
  });

  it('measures nothing when no GPU can be started, and names no folder', async () => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: { failsAt: 'create' } });
    const chosen = await choose(devices);
    expect(chosen.report.reason).toBe('WebGPU could not be started (No adapter.)');
    expect(devices.now()).toBe(0);
  });

  it('leaves nothing open when the CPU cannot run the model', async () => {
    const devices = new ScriptedDevices({ cpu: { failsAt: 'create' }, webgpu: {} });
    await expect(choose(devices)).rejects.toThrow('No adapter');
    expect(devices.open).toEqual([]);
  });
});

describe('with a device asked for', () => {
  it('uses it though it is slower', async () => {
    const devices = new ScriptedDevices({ cpu: { stepMs: 3 }, dml: { stepMs: 12 } });
    const chosen = await choose(devices, { device: 'dml' });
    expect(lines(chosen)).toEqual([
      '*dml: right: 12.0 ms a token, 3.0 ms on the CPU',
      'cpu: 3.0 ms a token, 12.0 ms on DirectML',
    ]);
    expect(devices.open).toEqual(['dml']);
  });

  it.each([
    ['is wrong', { error: 0.2 }, /DirectML cannot be used here \(computes something else/],
    ['is not there', { missing: 'not there: x' }, /DirectML cannot be used here \(not there: x\)/],
    ['cannot be started', { failsAt: 'create' }, /could not be started/],
    ['fails', { failsAt: 'run' }, /failed on its first run/],
  ] as const)('says so when it %s', async (_, script, message) => {
    const devices = new ScriptedDevices({ cpu: {}, dml: script });
    const failure = choose(devices, { device: 'dml' });
    await expect(failure).rejects.toMatchObject({
      code: 'device-unavailable',
      message: expect.stringMatching(message) as unknown,
    });
    expect(devices.open).toEqual([]);
  });

  it('starts nothing beside the CPU', async () => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: {} });
    expect((await choose(devices, { device: 'cpu' })).report.used).toBe('cpu');
    expect(devices.started).toEqual(['cpu']);
  });
});

describe('remembering', () => {
  let root: string;
  let deviceMemory: string;
  const scripts = { cpu: { stepMs: 20 }, webgpu: { stepMs: 8 } };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'tokenskip-devices-'));
    deviceMemory = path.join(root, 'store', 'devices.json');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** Devices that were started by a load after one that measured. */
  async function startedAfter(
    change: (devices: ScriptedDevices) => void | Promise<void>,
    params: Partial<LoadParams> = {},
    model = folder,
  ): Promise<{ readonly started: readonly string[]; readonly chosen: ChosenDevice }> {
    const devices = new ScriptedDevices(scripts);
    await choose(devices, { deviceMemory });
    await change(devices);
    devices.started.length = 0;
    const chosen = await choose(devices, { deviceMemory, ...params }, model);
    return { started: [...devices.started], chosen };
  }

  it('starts only the device found before, and says when that was', async () => {
    const { started, chosen } = await startedAfter(() => undefined);
    expect(started).toEqual(['webgpu']);
    expect(chosen.report.reason).toBe(
      'remembered from 2026-11-24: right and the fastest: 8.0 ms a token, 20.0 ms on the CPU',
    );
    expect(lines(chosen).map((line) => line.split(':')[0])).toEqual([
      '*webgpu',
      'cuda',
      'dml',
      'cpu',
    ]);
  });

  it.skipIf(process.platform === 'win32')('keeps it from other users', async () => {
    await startedAfter(() => undefined);
    expect((await stat(deviceMemory)).mode & 0o777).toBe(0o600);
  });

  it('measures anew when told so, and remembers that', async () => {
    const { started } = await startedAfter(() => undefined, { measureDevices: true });
    expect(started).toEqual(['webgpu', 'cpu']);
  });

  it.each<[string, (devices: ScriptedDevices) => void]>([
    ['with another driver', (devices) => (devices.driver = 'driver 2')],
    ['once CUDA is there', (devices) => (devices.scripts = { ...scripts, cuda: { stepMs: 99 } })],
  ])('measures anew %s', async (_, change) => {
    const { started } = await startedAfter(change);
    expect(started.slice(0, 2)).toEqual(['webgpu', 'cpu']);
  });

  it('measures anew for another model and for a device that is asked for', async () => {
    const other = { ...folder, digest: 'def' };
    expect((await startedAfter(() => undefined, {}, other)).started).toHaveLength(2);
    const asked = await startedAfter(() => undefined, { device: 'webgpu' });
    expect(asked.started).toEqual(['webgpu', 'cpu']);
  });

  it.each(['', '{', '{"version":"1","verdicts":[{"key":1}]}', '{"version":"2","verdicts":[]}'])(
    'measures anew when the file holds %j, and mends it',
    async (text) => {
      const { started } = await startedAfter(() => writeFile(deviceMemory, text));
      expect(started).toEqual(['webgpu', 'cpu']);
      expect(JSON.parse(await readFile(deviceMemory, 'utf8'))).toMatchObject({
        verdicts: [{ date: '2026-11-24', report: { used: 'webgpu' } }],
      });
    },
  );

  it.each(['create', 'run'] as const)(
    'falls back when the remembered GPU fails at %s, and forgets it',
    async (failsAt) => {
      const broken = { ...scripts, webgpu: { failsAt } };
      const { chosen } = await startedAfter((devices) => void (devices.scripts = broken));
      expect(chosen.report.used).toBe('cpu');
      const text = await readFile(deviceMemory, 'utf8');
      expect(text).not.toContain('"used": "webgpu"');
    },
  );

  it('does not remember that no GPU could be started: one may be installed', async () => {
    const devices = new ScriptedDevices({ cpu: {}, webgpu: { failsAt: 'create' } });
    await choose(devices, { deviceMemory });
    devices.scripts = scripts;
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  /** Devices of which one takes the process with it: its start never returns. */
  async function diesWith(
    device: 'webgpu' | 'cuda',
    params: Partial<LoadParams> = {},
  ): Promise<void> {
    const devices = new ScriptedDevices({ ...scripts, [device]: { failsAt: 'never' } });
    await new Promise<void>((resolve) => {
      devices.onStuck = resolve;
      void choose(devices, { deviceMemory, ...params });
    });
  }

  const deathLine =
    'ended the engine when it was tried on 2026-11-24; "tokenskip doctor" tries it again';

  it('leaves a device out once with which the process ended, and says so', async () => {
    await diesWith('webgpu');
    const devices = new ScriptedDevices(scripts);
    const chosen = await choose(devices, { deviceMemory });
    expect(devices.started).toEqual(['cpu']);
    expect(lines(chosen)).toContain(`webgpu: ${deathLine}`);
    expect(chosen.report.reason).toBe(`WebGPU ${deathLine}`);
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  it('leaves out a remembered device that ends the process now', async () => {
    await choose(new ScriptedDevices(scripts), { deviceMemory });
    await diesWith('webgpu');
    const devices = new ScriptedDevices(scripts);
    expect((await choose(devices, { deviceMemory })).report.used).toBe('cpu');
    expect((await choose(devices, { deviceMemory })).report.reason).toMatch(/^remembered from/);
  });

  it('does not count a process that was stopped on purpose', async () => {
    await diesWith('webgpu');
    await noteStopped(deviceMemory, process.pid);
    const devices = new ScriptedDevices(scripts);
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  it('leaves it out for good after a second time, until it is measured anew', async () => {
    await diesWith('webgpu');
    const devices = new ScriptedDevices(scripts);
    await choose(devices, { deviceMemory });
    await diesWith('webgpu');
    for (let start = 0; start < 3; start++) {
      expect((await choose(devices, { deviceMemory })).report.used).toBe('cpu');
    }
    const measured = await choose(devices, { deviceMemory, measureDevices: true });
    expect(measured.report.used).toBe('webgpu');
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  it('compares the others meanwhile, and does not remember that', async () => {
    const three = { ...scripts, cuda: { stepMs: 5 } };
    await diesWith('cuda');
    const devices = new ScriptedDevices(three);
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
    expect((await choose(devices, { deviceMemory })).report.used).toBe('cuda');
  });

  it('tries it at once with another driver or another model', async () => {
    await diesWith('webgpu');
    const devices = new ScriptedDevices(scripts);
    const other = { ...folder, digest: 'def' };
    expect((await choose(devices, { deviceMemory }, other)).report.used).toBe('webgpu');
    devices.driver = 'driver 2';
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  it('refuses one that was asked for, once', async () => {
    await diesWith('webgpu', { device: 'webgpu' });
    const devices = new ScriptedDevices(scripts);
    const asked = { deviceMemory, device: 'webgpu' } as const;
    await expect(choose(devices, asked)).rejects.toMatchObject({
      code: 'device-unavailable',
      message: expect.stringContaining(deathLine) as unknown,
    });
    expect((await choose(devices, asked)).report.used).toBe('webgpu');
  });

  it('holds nothing against a device that fails without ending the process', async () => {
    const devices = new ScriptedDevices({ ...scripts, webgpu: { failsAt: 'create' } });
    await choose(devices, { deviceMemory });
    expect(await readFile(deviceMemory, 'utf8')).not.toContain('deaths');
  });

  it('answers though nothing can be written', async () => {
    await writeFile(path.join(root, 'store'), 'a file where a folder belongs');
    const devices = new ScriptedDevices(scripts);
    expect((await choose(devices, { deviceMemory })).report.used).toBe('webgpu');
  });

  it('keeps the verdicts of several models, the newest first, and not without end', async () => {
    const devices = new ScriptedDevices(scripts);
    const model = (index: number): ModelFolder => ({ ...folder, digest: `m${index}` });
    await choose(devices, { deviceMemory }, model(0));
    // As if 64 had been measured, each before the one above it.
    const text = await readFile(deviceMemory, 'utf8');
    const { verdicts } = JSON.parse(text) as { verdicts: readonly { key: string }[] };
    const many = Array.from({ length: 64 }, (_, index) =>
      verdicts.map((verdict) => ({ ...verdict, key: verdict.key.replace('m0', `m${index}`) })),
    );
    await writeFile(deviceMemory, JSON.stringify({ version: '1', verdicts: many.flat() }));
    await choose(devices, { deviceMemory }, model(64));
    devices.started.length = 0;
    await choose(devices, { deviceMemory }, model(64));
    await choose(devices, { deviceMemory }, model(62));
    expect(devices.started).toEqual(['webgpu', 'webgpu']);
    await choose(devices, { deviceMemory }, model(63));
    expect(devices.started).toHaveLength(4);
  });
});

import { AppError } from '../../protocol/appError';
import type { DeviceAttempt, DeviceName, DeviceReport } from '../../protocol/childProtocol';
import type { Decoder } from '../decoder/decoder';
import { deviceText } from './deviceTexts';
import { machineDevices, type Devices } from './devices';
import { openFastest, openRight, type Opened } from './openFastest';
import { RememberedDevice, type RememberedDeviceOptions } from './rememberedDevice';

export interface ChosenDevice {
  readonly decoder: Decoder;
  readonly report: DeviceReport;
}

/** `probe` are ids of an ordinary text, which every device reads to be compared. */
export interface DeviceChoice extends RememberedDeviceOptions {
  /** Default: those of this machine. */
  readonly devices?: Devices;
}

/** In the order in which they are tried. */
const gpuDevices = ['webgpu', 'cuda', 'dml'] as const satisfies readonly DeviceName[];

/** Why `auto` leaves a device out that is there. */
const onlyWhenAsked: Readonly<Partial<Record<DeviceName, string>>> = {
  // Engine facts, 7: wrong results of its attention are reported, and WebGPU does the same.
  dml: 'used only when asked for: wrong results of DirectML are reported',
};

/**
 * The decoder on the device asked for, or with `auto` on the fastest device that computes what the
 * CPU computes. A device that was asked for is compared too, but need not be faster. What was found
 * is kept in `params.deviceMemory` and not measured again while model, runtime and drivers stay.
 * The report has a line for every device.
 *
 * @throws AppError `device-unavailable` when the one device asked for cannot run the model
 */
export async function chooseDevice(choice: DeviceChoice): Promise<ChosenDevice> {
  const devices = choice.devices ?? machineDevices(choice.folder, choice.params);
  const { device: asked } = choice.params;
  if (asked === 'cpu') {
    const decoder = await devices.create(asked);
    const attempts = [{ device: asked, used: true, reason: 'asked for' }];
    return chosen({ device: asked, decoder, attempts, isMeasured: false }, []);
  }
  const tried = asked === 'auto' ? gpuDevices : [asked];
  const absent = await absentDevices(devices, tried, asked === 'auto' ? onlyWhenAsked : {});
  const candidates = tried.filter((name) => !absent.some(({ device }) => device === name));
  const memory = await RememberedDevice.of(choice, devices, candidates);
  const remembered = choice.params.measureDevices === true ? undefined : await memory?.open();
  if (remembered !== undefined) return chosen(remembered, absent);
  const comparison = { devices, probe: choice.probe };
  const [missing] = absent;
  const opened =
    asked === 'auto'
      ? await openFastest(comparison, candidates)
      : (missing?.reason ?? (await openRight(comparison, asked)));
  if (typeof opened === 'string') throw unavailable(asked, opened);
  // Starting what is not there costs little, and must be tried again once it was installed.
  if (opened.isMeasured) await memory?.keep(opened);
  const result = chosen(opened, absent);
  for (const { device, used, reason } of result.report.attempts) {
    choice.logger.log(
      'info',
      'device.choose',
      `${device} ${used ? 'used' : 'not used'}: ${reason}`,
    );
  }
  return result;
}

async function absentDevices(
  devices: Devices,
  tried: readonly DeviceName[],
  leftOut: Readonly<Partial<Record<DeviceName, string>>>,
): Promise<readonly DeviceAttempt[]> {
  const absent: DeviceAttempt[] = [];
  for (const device of tried) {
    const reason = (await devices.missing(device)) ?? leftOut[device];
    if (reason !== undefined) absent.push({ device, used: false, reason });
  }
  return absent;
}

function chosen(opened: Opened, absent: readonly DeviceAttempt[]): ChosenDevice {
  const order: readonly DeviceName[] = [...gpuDevices, 'cpu'];
  const attempts = [...opened.attempts, ...absent].sort(
    (a, b) => order.indexOf(a.device) - order.indexOf(b.device),
  );
  const reason = attempts.find(({ used }) => used)?.reason ?? '';
  return { decoder: opened.decoder, report: { used: opened.device, reason, attempts } };
}

function unavailable(device: DeviceName | 'auto', reason: string): AppError {
  const name = device === 'auto' ? 'A device' : deviceText(device);
  return new AppError(
    'device-unavailable',
    `${name} cannot be used here (${reason}); choose the device "auto" or "cpu".`,
  );
}

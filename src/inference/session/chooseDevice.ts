import { AppError } from '../../protocol/appError';
import type {
  DeviceAttempt,
  DeviceName,
  DeviceReport,
  LoadParams,
} from '../../protocol/childProtocol';
import { devicePhrase } from '../../protocol/deviceReasons';
import type { Logger } from '../../protocol/logger';
import type { Decoder } from '../decoder/decoder';
import { deviceText } from './deviceTexts';
import { machineDevices, type Devices } from './devices';
import type { ModelFolder } from './modelFolder';
import { openFastest, openRight, type Opened } from './openFastest';
import { RememberedDevice } from './rememberedDevice';
import { TrialMarks, type TrialPlace } from './trialMarks';

export interface ChosenDevice {
  readonly decoder: Decoder;
  readonly report: DeviceReport;
}

export interface DeviceChoice {
  readonly params: LoadParams;
  readonly folder: ModelFolder;
  /** Ids of an ordinary text, which every device reads to be compared. */
  readonly probe: readonly number[];
  readonly logger: Logger;
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
 * is kept in `params.deviceMemory` and not measured again while model, runtime and drivers stay; a
 * device with which the process ended is left out then ({@link TrialMarks}).
 * The report has a line for every device.
 *
 * @throws AppError `device-unavailable` when the one device asked for cannot run the model
 */
export async function chooseDevice(choice: DeviceChoice): Promise<ChosenDevice> {
  const devices = choice.devices ?? machineDevices(choice.folder, choice.params);
  const { device: asked } = choice.params;
  if (asked === 'cpu') {
    const decoder = await devices.create(asked);
    const attempts = [{ device: asked, used: true, reason: devicePhrase('askedFor') }];
    return chosen({ device: asked, decoder, attempts, isMeasured: false }, []);
  }
  const { probe, logger } = choice;
  const isMeasuredAnew = choice.params.measureDevices === true;
  const tried = asked === 'auto' ? gpuDevices : [asked];
  const absent = await absentDevices(devices, tried, asked === 'auto' ? onlyWhenAsked : {});
  const there = without(tried, absent);
  const place = await placeOf(choice, devices);
  const marks = new TrialMarks(place, () => devices.today(), logger);
  const leftOut = isMeasuredAnew ? [] : await marks.leftOut(there);
  const candidates = without(there, leftOut);
  // What is found without a device that is there holds for this start alone.
  const memory =
    place === undefined || leftOut.length > 0
      ? undefined
      : new RememberedDevice({ place, devices, marks, probe, logger }, { asked, candidates });
  const remembered = isMeasuredAnew ? undefined : await memory?.open();
  if (remembered !== undefined) return chosen(remembered, absent);
  const comparison = { devices, probe, marks, leftOut };
  const [missing] = [...absent, ...leftOut];
  const opened =
    asked === 'auto'
      ? await openFastest(comparison, candidates)
      : (missing?.reason ?? (await openRight(comparison, asked)));
  if (typeof opened === 'string') throw unavailable(asked, opened);
  // Starting what is not there costs little, and must be tried again once it was installed.
  if (opened.isMeasured) await memory?.keep(opened);
  const result = chosen(opened, absent);
  for (const { device, used, reason } of result.report.attempts) {
    logger.log('info', 'device.choose', `${device} ${used ? 'used' : 'not used'}: ${reason}`);
  }
  return result;
}

/** Undefined where nothing can be remembered: no file is named, or the model has no digest. */
async function placeOf(
  { params, folder }: DeviceChoice,
  devices: Devices,
): Promise<TrialPlace | undefined> {
  const { deviceMemory: file } = params;
  if (file === undefined || folder.digest === undefined) return undefined;
  return { file, key: `model ${folder.digest}; ${await devices.identity()}` };
}

function without(
  names: readonly DeviceName[],
  attempts: readonly DeviceAttempt[],
): readonly DeviceName[] {
  return names.filter((name) => !attempts.some(({ device }) => device === name));
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

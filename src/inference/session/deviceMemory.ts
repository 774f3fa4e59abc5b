import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateFolder } from '../../files/privateFolder';
import { replaceFile } from '../../files/replaceFile';
import type { DeviceName, DeviceReport } from '../../protocol/childProtocol';
import { deviceNames } from '../../protocol/childProtocol';
import { deviceReport } from '../../protocol/childLink';
import {
  accept,
  arrayOf,
  boolean,
  integerIn,
  object,
  oneOf,
  optional,
  text,
} from '../../protocol/guards';
import type { Logger } from '../../protocol/logger';
import { failureText } from './deviceTexts';

/** A device that was chosen by measuring, and what that choice holds for. */
interface DeviceVerdict {
  /** Model, runtime, drivers and whatever else the measurement depends on. */
  readonly key: string;
  /** Day of the measurement, `2026-11-24`. */
  readonly date: string;
  readonly report: DeviceReport;
}

/** A device that a process is trying. Where that process is gone, the trial ended it. */
export interface DeviceTrial {
  /** Model, runtime, drivers: what the trial says something about. */
  readonly key: string;
  readonly device: DeviceName;
  /** Day of the trial, `2026-11-24`. */
  readonly date: string;
  /** Processes in a row that ended so, this one included. */
  readonly deaths: number;
  /** Whether a start has left the device out since. */
  readonly isSkipped: boolean;
  /** The process; its id may be another's by now. */
  readonly pid?: number;
}

/** What `devices.json` holds. */
interface Memory {
  readonly verdicts: readonly DeviceVerdict[];
  readonly trials?: readonly DeviceTrial[];
}

/** Of each list: more than anybody has models; the oldest are dropped. */
const mostKept = 64;
const key = text(8192, 1);
const date = text(32, 1);

const memory = object<Memory & { readonly version: '1' }>({
  version: oneOf(['1']),
  verdicts: arrayOf(object<DeviceVerdict>({ key, date, report: deviceReport }), mostKept),
  trials: optional(
    arrayOf(
      object<DeviceTrial>({
        key,
        device: oneOf(deviceNames),
        date,
        deaths: integerIn(1, 1_000_000),
        isSkipped: boolean,
        pid: optional(integerIn(1, Number.MAX_SAFE_INTEGER)),
      }),
      mostKept,
    ),
  ),
});

/** The verdict kept for `key`; undefined when there is none or `file` cannot be understood. */
export async function recallDevice(file: string, key: string): Promise<DeviceVerdict | undefined> {
  return (await readMemory(file)).verdicts.find((verdict) => verdict.key === key);
}

/**
 * Keeps `verdict` in `file`, in place of an older one with its key. The file is replaced as a whole;
 * of two windows that write at the same moment one loses its verdict, and measures again.
 */
export async function rememberDevice(file: string, verdict: DeviceVerdict): Promise<void> {
  const { verdicts, ...rest } = await readMemory(file);
  const others = verdicts.filter(({ key }) => key !== verdict.key);
  await writeMemory(file, { ...rest, verdicts: [verdict, ...others].slice(0, mostKept) });
}

/** Drops the verdict kept for `key`. */
export async function forgetDevice(file: string, key: string): Promise<void> {
  const { verdicts, ...rest } = await readMemory(file);
  const others = verdicts.filter((verdict) => verdict.key !== key);
  if (others.length < verdicts.length) await writeMemory(file, { ...rest, verdicts: others });
}

/** The trials of `key` of which no end is known. */
export async function recallTrials(file: string, key: string): Promise<readonly DeviceTrial[]> {
  return trialsIn(await readMemory(file)).filter((trial) => trial.key === key);
}

/** Keeps `trial` in `file`, in place of an older one of its key and device. */
export async function rememberTrial(file: string, trial: DeviceTrial): Promise<void> {
  const held = await readMemory(file);
  const others = trialsIn(held).filter((other) => !isSameTrial(other, trial));
  await writeMemory(file, { ...held, trials: [trial, ...others].slice(0, mostKept) });
}

/** Drops the trial of this key and device: its end is known. */
export async function forgetTrial(
  file: string,
  trial: Pick<DeviceTrial, 'key' | 'device'>,
): Promise<void> {
  const held = await readMemory(file);
  const others = trialsIn(held).filter((other) => !isSameTrial(other, trial));
  await writeMemory(file, { ...held, trials: others });
}

/** A store that cannot be written costs a measurement at each load, not the answer. */
export async function whereWritable(logger: Logger, write: () => Promise<void>): Promise<void> {
  await write().catch((error: unknown) => logger.log('warn', 'device.memory', failureText(error)));
}

function trialsIn({ trials = [] }: Memory): readonly DeviceTrial[] {
  return trials;
}

function isSameTrial(
  one: Pick<DeviceTrial, 'key' | 'device'>,
  other: Pick<DeviceTrial, 'key' | 'device'>,
): boolean {
  return one.key === other.key && one.device === other.device;
}

async function readMemory(file: string): Promise<Memory> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    const checked = accept(memory, value, 'devices');
    if (checked.ok) return checked.value;
  } catch {
    // Missing or damaged: what was in it is measured anew.
  }
  return { verdicts: [] };
}

/** Readable by its owner alone: what drivers a machine has is nobody else's business. */
async function writeMemory(file: string, { verdicts, trials = [] }: Memory): Promise<void> {
  await makePrivateFolder(path.dirname(file));
  const content = { version: '1', verdicts, ...(trials.length > 0 ? { trials } : {}) };
  await replaceFile(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
}

import { stoppedProcess } from '../../files/stoppedProcess';
import type { DeviceAttempt, DeviceName } from '../../protocol/childProtocol';
import { devicePhrase } from '../../protocol/deviceReasons';
import type { Logger } from '../../protocol/logger';
import {
  forgetTrial,
  recallTrials,
  rememberTrial,
  whereWritable,
  type DeviceTrial,
} from './deviceMemory';

/** Where the marks of one model on this machine are kept. */
export interface TrialPlace {
  readonly file: string;
  /** Model, runtime and drivers. */
  readonly key: string;
}

/**
 * Marks, in a file that outlives the process, that a device is being tried: a driver can end the
 * process with it, and then nothing but the mark is left to say so.
 *
 * A process that was ended from outside during a trial leaves the same mark. So a first one costs the
 * device one start, and only a second in a row all of them, until the devices are measured anew or
 * model, runtime or drivers change. One that the engine ended because the load was stopped is told by
 * {@link stoppedProcess} and does not count. Of two windows that try a device at the same moment one
 * may leave it out once.
 */
export class TrialMarks {
  /** @param place undefined where nothing can be remembered: then nothing is marked */
  constructor(
    private readonly place: TrialPlace | undefined,
    private readonly today: () => string,
    private readonly logger: Logger,
  ) {}

  /** Those of `devices` that this start leaves out, with why. */
  async leftOut(devices: readonly DeviceName[]): Promise<readonly DeviceAttempt[]> {
    const left: DeviceAttempt[] = [];
    for (const trial of await this.recall()) {
      const { device, date, deaths, isSkipped } = trial;
      if (!devices.includes(device) || (deaths < 2 && isSkipped)) continue;
      if (!isSkipped) await this.write({ ...trial, isSkipped: true });
      const reason = devicePhrase('endedEngine', date);
      left.push({ device, used: false, reason });
    }
    return left;
  }

  /** What `task` gives, which starts `device`; the mark stands as long as it runs. */
  async during<T>(device: DeviceName, task: () => Promise<T>): Promise<T> {
    const { place } = this;
    // The CPU has no driver, and there is nothing to fall back on.
    if (place === undefined || device === 'cpu') return task();
    const before = (await this.recall()).find((trial) => trial.device === device);
    const deaths = (before?.deaths ?? 0) + 1;
    const { pid } = process;
    await this.write({ key: place.key, device, date: this.today(), deaths, isSkipped: false, pid });
    try {
      return await task();
    } finally {
      await whereWritable(this.logger, () => forgetTrial(place.file, { key: place.key, device }));
    }
  }

  private async recall(): Promise<readonly DeviceTrial[]> {
    if (this.place === undefined) return [];
    const { file, key } = this.place;
    const [trials, stopped] = await Promise.all([recallTrials(file, key), stoppedProcess(file)]);
    return stopped === undefined
      ? trials
      : trials.flatMap((trial) => (trial.pid === stopped ? before(trial) : [trial]));
  }

  private async write(trial: DeviceTrial): Promise<void> {
    const { place } = this;
    if (place === undefined) return;
    await whereWritable(this.logger, () => rememberTrial(place.file, trial));
  }
}

/** What was known before this trial; a start had left the device out for it. */
function before(trial: DeviceTrial): readonly DeviceTrial[] {
  const deaths = trial.deaths - 1;
  return deaths === 0 ? [] : [{ ...trial, deaths, isSkipped: true }];
}

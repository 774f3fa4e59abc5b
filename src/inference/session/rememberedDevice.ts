import type { DeviceName, LoadParams } from '../../protocol/childProtocol';
import type { Logger } from '../../protocol/logger';
import type { Decoder } from '../decoder/decoder';
import { forgetDevice, recallDevice, rememberDevice } from './deviceMemory';
import type { Devices } from './devices';
import { failureText } from './deviceTexts';
import type { ModelFolder } from './modelFolder';
import type { Opened } from './openFastest';
import { firstRun } from './probeDecoder';

interface Place {
  readonly file: string;
  /** What a verdict holds for. */
  readonly key: string;
}

/** The device that was found best for one model on this machine, as a file keeps it. */
export class RememberedDevice {
  private constructor(
    private readonly place: Place,
    private readonly devices: Devices,
    private readonly probe: readonly number[],
    private readonly logger: Logger,
  ) {}

  /** Undefined where nothing can be remembered: no file is named, or the model has no digest. */
  static async of(
    { params, folder, probe, logger }: RememberedDeviceOptions,
    devices: Devices,
    candidates: readonly DeviceName[],
  ): Promise<RememberedDevice | undefined> {
    const { deviceMemory: file } = params;
    if (file === undefined || folder.digest === undefined) return undefined;
    const wanted = `${params.device} of ${['cpu', ...candidates].join(', ')}`;
    const key = [`model ${folder.digest}`, wanted, await devices.identity()].join('; ');
    return new RememberedDevice({ file, key }, devices, probe, logger);
  }

  /** The remembered device, started alone; undefined when there is none or it fails: then it is forgotten. */
  async open(): Promise<Opened | undefined> {
    const verdict = await recallDevice(this.place.file, this.place.key);
    const used = verdict?.report.attempts.find((attempt) => attempt.used);
    if (verdict === undefined || used === undefined) return undefined;
    let decoder: Decoder | undefined;
    try {
      decoder = await this.devices.create(used.device);
      await firstRun(decoder, this.probe);
    } catch (error) {
      this.logger.log('warn', 'device.forget', `${used.device} failed: ${failureText(error)}`);
      await decoder?.close();
      await this.guarded(() => forgetDevice(this.place.file, this.place.key));
      return undefined;
    }
    const attempts = verdict.report.attempts.map((attempt) => ({
      ...attempt,
      reason: `remembered from ${verdict.date}: ${attempt.reason}`,
    }));
    return { device: used.device, decoder, attempts, isMeasured: false };
  }

  async keep({ device, attempts }: Opened): Promise<void> {
    const reason = attempts.find((attempt) => attempt.used)?.reason ?? '';
    await this.guarded(() =>
      rememberDevice(this.place.file, {
        key: this.place.key,
        date: this.devices.today(),
        report: { used: device, reason, attempts },
      }),
    );
  }

  /** A store that cannot be written costs a measurement at each load, not the answer. */
  private async guarded(write: () => Promise<void>): Promise<void> {
    await write().catch((error: unknown) =>
      this.logger.log('warn', 'device.memory', failureText(error)),
    );
  }
}

export interface RememberedDeviceOptions {
  readonly params: LoadParams;
  readonly folder: ModelFolder;
  readonly probe: readonly number[];
  readonly logger: Logger;
}

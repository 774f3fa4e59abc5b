import type { DeviceName } from '../../protocol/childProtocol';
import { devicePhrase } from '../../protocol/deviceReasons';
import type { Logger } from '../../protocol/logger';
import type { Decoder } from '../decoder/decoder';
import { forgetDevice, recallDevice, rememberDevice, whereWritable } from './deviceMemory';
import type { Devices } from './devices';
import { failureText } from './deviceTexts';
import type { Opened } from './openFastest';
import { firstRun } from './probeDecoder';
import type { TrialMarks, TrialPlace } from './trialMarks';

interface RememberedDeviceParts {
  readonly place: TrialPlace;
  readonly devices: Devices;
  readonly marks: TrialMarks;
  readonly probe: readonly number[];
  readonly logger: Logger;
}

/** The device that was found best for one model on this machine, as a file keeps it. */
export class RememberedDevice {
  /** What the verdict holds for. */
  private readonly key: string;

  /** @param tried the device asked for, and those that could be tried for it */
  constructor(
    private readonly parts: RememberedDeviceParts,
    tried: { readonly asked: DeviceName | 'auto'; readonly candidates: readonly DeviceName[] },
  ) {
    this.key = `${parts.place.key}; ${tried.asked} of ${['cpu', ...tried.candidates].join(', ')}`;
  }

  /** The remembered device, started alone; undefined when there is none or it fails: then it is forgotten. */
  async open(): Promise<Opened | undefined> {
    const { place, devices, marks, probe, logger } = this.parts;
    const verdict = await recallDevice(place.file, this.key);
    const used = verdict?.report.attempts.find((attempt) => attempt.used);
    if (verdict === undefined || used === undefined) return undefined;
    const start = async (): Promise<Decoder> => {
      const decoder = await devices.create(used.device);
      try {
        await firstRun(decoder, probe);
        return decoder;
      } catch (error) {
        await decoder.close();
        throw error;
      }
    };
    let decoder: Decoder;
    try {
      decoder = await marks.during(used.device, start);
    } catch (error) {
      logger.log('warn', 'device.forget', `${used.device} failed: ${failureText(error)}`);
      await whereWritable(logger, () => forgetDevice(place.file, this.key));
      return undefined;
    }
    const attempts = verdict.report.attempts.map((attempt) => ({
      ...attempt,
      reason: devicePhrase('remembered', verdict.date, attempt.reason),
    }));
    return { device: used.device, decoder, attempts, isMeasured: false };
  }

  async keep({ device, attempts }: Opened): Promise<void> {
    const reason = attempts.find((attempt) => attempt.used)?.reason ?? '';
    const { place, devices, logger } = this.parts;
    await whereWritable(logger, () =>
      rememberDevice(place.file, {
        key: this.key,
        date: devices.today(),
        report: { used: device, reason, attempts },
      }),
    );
  }
}

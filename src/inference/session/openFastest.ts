import type { DeviceAttempt, DeviceName } from '../../protocol/childProtocol';
import { devicePhrase } from '../../protocol/deviceReasons';
import type { Decoder } from '../decoder/decoder';
import type { Devices } from './devices';
import { deviceText, failureText, speedText } from './deviceTexts';
import { probeDecoder, probeDifference, type Probe } from './probeDecoder';
import type { TrialMarks } from './trialMarks';

/**
 * Largest difference of logits, relative to the largest logit, that int8 rounding of activations
 * on the CPU explains (1e-2 measured, engine facts 1), with room for other models.
 */
const tolerance = 0.08;

/** A device whose first tokens take this many times those of the CPU is not looked at any longer. */
const hopeless = 4;

/** A decoder that is ready, and what became of the devices that were tried for it. */
export interface Opened {
  readonly device: DeviceName;
  readonly decoder: Decoder;
  readonly attempts: readonly DeviceAttempt[];
  /** False when no device but the CPU could be started: then nothing was measured. */
  readonly isMeasured: boolean;
}

/** What the devices are asked to compute, and where. */
interface Comparison {
  readonly devices: Devices;
  /** Ids of the text that all of them read. */
  readonly probe: readonly number[];
  readonly marks: TrialMarks;
  /** Devices that are there and not tried, with why. */
  readonly leftOut: readonly DeviceAttempt[];
}

interface Runner {
  readonly device: DeviceName;
  readonly decoder: Decoder;
}

/**
 * The fastest of the CPU and those `candidates` that compute what the CPU computes; every other
 * decoder is closed. Candidates are started one after another, and at most two of them live beside
 * the CPU's: the memory of a GPU may not hold the model more often.
 *
 * @throws whatever starting the CPU throws
 */
export async function openFastest(
  comparison: Comparison,
  candidates: readonly DeviceName[],
): Promise<Opened> {
  const trials = new Trials(comparison);
  try {
    for (const device of candidates) await trials.tryDevice(device, hopeless);
    return await trials.fastest();
  } catch (error) {
    await trials.close();
    throw error;
  }
}

/**
 * The one `device`, if it computes what the CPU computes, however fast it is; else why it is not
 * used. The CPU's decoder is closed.
 */
export async function openRight(
  comparison: Comparison,
  device: DeviceName,
): Promise<Opened | string> {
  const trials = new Trials(comparison);
  try {
    await trials.tryDevice(device, Infinity);
    return await trials.only(device);
  } catch (error) {
    await trials.close();
    throw error;
  }
}

class Trials {
  private readonly refusals: Map<DeviceName, string>;
  private readonly speeds = new Map<DeviceName, number>();
  /** Devices that were too slow to be compared to the end. */
  private readonly cut = new Set<DeviceName>();
  private readonly open: Runner[] = [];
  private expected: Probe | undefined;

  constructor(private readonly comparison: Comparison) {
    this.refusals = new Map(comparison.leftOut.map(({ device, reason }) => [device, reason]));
  }

  /**
   * Starts a device, measures it and keeps it open if it is right and the fastest so far; one that
   * takes `patience` times as long as the CPU is given up early.
   */
  tryDevice(device: DeviceName, patience: number): Promise<void> {
    return this.comparison.marks.during(device, () => this.compare(device, patience));
  }

  private async compare(device: DeviceName, patience: number): Promise<void> {
    const { devices, probe } = this.comparison;
    let decoder: Decoder;
    try {
      decoder = await devices.create(device);
    } catch (error) {
      this.refusals.set(device, devicePhrase('notStarted', failureText(error)));
      return;
    }
    this.open.push({ device, decoder });
    const expected = await this.reference();
    const mostStepMs = patience * expected.stepMs;
    let refusal: string | undefined;
    try {
      const actual = await probeDecoder(decoder, probe, () => devices.now(), mostStepMs);
      refusal = refusalOf(expected, actual);
      if (refusal === undefined) this.speeds.set(device, actual.stepMs);
      if (actual.isCut) this.cut.add(device);
    } catch (error) {
      refusal = devicePhrase('failedAtOnce', failureText(error));
    }
    if (refusal !== undefined) {
      this.refusals.set(device, refusal);
      await this.drop(device);
      return;
    }
    const gpus = this.open.filter((runner) => runner.device !== 'cpu');
    const best = this.fastestOf(gpus);
    for (const runner of gpus) if (runner !== best) await this.drop(runner.device);
  }

  async fastest(): Promise<Opened> {
    const isMeasured = this.expected !== undefined;
    if (!isMeasured) {
      this.open.push({ device: 'cpu', decoder: await this.comparison.devices.create('cpu') });
    }
    return this.finish(this.fastestOf(this.open), isMeasured);
  }

  async only(device: DeviceName): Promise<Opened | string> {
    const refusal = this.refusals.get(device);
    const runner = this.open.find((candidate) => candidate.device === device);
    if (runner !== undefined) return this.finish(runner, true);
    await this.close();
    return refusal ?? 'failed';
  }

  async close(): Promise<void> {
    for (const { device } of [...this.open]) await this.drop(device);
  }

  private async finish(best: Runner | undefined, isMeasured: boolean): Promise<Opened> {
    if (best === undefined) throw new Error('No device is open.');
    for (const runner of [...this.open]) if (runner !== best) await this.drop(runner.device);
    return { ...best, attempts: this.attempts(best.device), isMeasured };
  }

  /** What the CPU makes of the probe; it is started when the first device is there to compare. */
  private async reference(): Promise<Probe> {
    if (this.expected !== undefined) return this.expected;
    const { devices, probe } = this.comparison;
    const decoder = await devices.create('cpu');
    this.open.push({ device: 'cpu', decoder });
    this.expected = await probeDecoder(decoder, probe, () => devices.now());
    this.speeds.set('cpu', this.expected.stepMs);
    return this.expected;
  }

  private fastestOf(runners: readonly Runner[]): Runner | undefined {
    const speed = ({ device }: Runner): number => this.speeds.get(device) ?? Infinity;
    return [...runners].sort((a, b) => speed(a) - speed(b))[0];
  }

  private async drop(device: DeviceName): Promise<void> {
    const index = this.open.findIndex((runner) => runner.device === device);
    const [runner] = index < 0 ? [] : this.open.splice(index, 1);
    await runner?.decoder.close();
  }

  private attempts(used: DeviceName): readonly DeviceAttempt[] {
    const refused = [...this.refusals].map(([device, reason]) => ({ device, used: false, reason }));
    const measured = [...this.speeds].map(([device]) => ({
      device,
      used: device === used,
      reason: this.measuredReason(device, used),
    }));
    return measured.length > 0
      ? [...refused, ...measured]
      : [...refused, { device: used, used: true, reason: this.aloneReason() }];
  }

  private measuredReason(device: DeviceName, used: DeviceName): string {
    if (this.speeds.size === 1) return this.aloneReason();
    const speed = speedText(device, this.speeds);
    if (this.cut.has(device)) return devicePhrase('muchSlower', speed);
    if (device !== used) return device === 'cpu' ? speed : devicePhrase('slower', speed);
    const isFastest = this.speeds.get(device) === Math.min(...this.speeds.values());
    if (device === 'cpu') return devicePhrase('fastest', speed);
    return devicePhrase(isFastest ? 'rightAndFastest' : 'right', speed);
  }

  /** Why the CPU is used when no other device can be: the first one's refusal. */
  private aloneReason(): string {
    const [refused] = this.refusals;
    return refused === undefined
      ? devicePhrase('alone')
      : `${deviceText(refused[0])} ${refused[1]}`;
  }
}

/** Why a device is not used for what it computed; undefined when it computed what it must. */
function refusalOf(expected: Probe, actual: Probe): string | undefined {
  const difference = probeDifference(expected, actual);
  if (!Number.isFinite(difference)) return devicePhrase('noNumbers');
  return difference <= tolerance
    ? undefined
    : devicePhrase('differs', (difference * 100).toFixed(1));
}

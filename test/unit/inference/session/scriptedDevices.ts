import type { Decoder } from '../../../../src/inference/decoder/decoder';
import type { Devices } from '../../../../src/inference/session/devices';
import type { DeviceName } from '../../../../src/protocol/childProtocol';

/** How a device behaves; without a member it computes right. */
export interface Script {
  /** Milliseconds of a decoded token. */
  readonly stepMs?: number;
  /** Added to every logit after the prompt was read; the largest right one is 1. */
  readonly error?: number;
  /** Added only once this many tokens are held. */
  readonly errorFrom?: number;
  /** Most tokens it takes in one piece; default 16. */
  readonly readsAtOnce?: number;
  /** Pieces longer than this come out wrong. */
  readonly wrongAbove?: number;
  /** `never`: its start does not return. */
  readonly failsAt?: 'create' | 'run' | 'never';
  /** Why it is not there. */
  readonly missing?: string;
}

/** Devices that do what a test says, on a clock of their own. */
export class ScriptedDevices implements Devices {
  /** Devices that were started, in order. */
  readonly started: DeviceName[] = [];
  /** Devices whose decoder is not closed. */
  readonly open: DeviceName[] = [];
  driver = 'driver 1';
  /** Called when a device is started whose start does not return. */
  onStuck: () => void = () => undefined;
  private clockMs = 0;

  constructor(public scripts: Readonly<Partial<Record<DeviceName, Script>>>) {}

  missing(device: DeviceName): Promise<string | undefined> {
    const script = this.scripts[device];
    return Promise.resolve(script === undefined ? 'not there' : script.missing);
  }

  create(device: DeviceName): Promise<Decoder> {
    this.started.push(device);
    const script = this.scripts[device] ?? {};
    if (script.failsAt === 'create') {
      return Promise.reject(new Error('/home/me/build/x.cc:12 f() ok was false. No adapter.\nat'));
    }
    if (script.failsAt === 'never') {
      this.onStuck();
      return new Promise(() => undefined);
    }
    this.open.push(device);
    return Promise.resolve(
      new ScriptedDecoder(
        script,
        (ms) => (this.clockMs += ms),
        () => this.open.splice(this.open.indexOf(device), 1),
      ),
    );
  }

  identity(): Promise<string> {
    return Promise.resolve(this.driver);
  }

  now(): number {
    return this.clockMs;
  }

  today(): string {
    return '2026-11-24';
  }
}

class ScriptedDecoder implements Decoder {
  readonly vocabularySize = 64;
  readonly contextLength = 4096;
  readonly maxPrefillTokens: number;
  private held: number[] = [];

  constructor(
    private readonly script: Script,
    private readonly wait: (ms: number) => void,
    private readonly closed: () => void,
  ) {
    this.maxPrefillTokens = script.readsAtOnce ?? 16;
  }

  reserve(): void {
    // One row is all that is asked for.
  }

  length(): number {
    return this.held.length;
  }

  truncate(_row: number, length: number): void {
    this.held = this.held.slice(0, length);
  }

  copyPrefix(): boolean {
    return false;
  }

  moveRow(): void {
    throw new Error('not asked for');
  }

  prefill(_row: number, ids: readonly number[]): Promise<Float32Array> {
    if (ids.length > this.maxPrefillTokens) throw new Error('too long a piece');
    return this.run(ids);
  }

  decode(ids: readonly number[]): Promise<Float32Array> {
    this.wait(this.script.stepMs ?? 10);
    return this.run(ids);
  }

  cacheBytes(): number {
    return 0;
  }

  close(): Promise<void> {
    this.closed();
    return Promise.resolve();
  }

  /** Logits that depend on every token held. */
  private run(ids: readonly number[]): Promise<Float32Array> {
    const { failsAt, error = 0, errorFrom = 0, wrongAbove = Infinity } = this.script;
    if (failsAt === 'run') return Promise.reject(new Error('requires f16'));
    this.held.push(...ids);
    const sum = this.held.reduce((total, id, index) => (total * 31 + id + index) % 9973, 7);
    const late = this.held.length >= errorFrom ? error : 0;
    const wrong = ids.length > wrongAbove ? 0.1 : late;
    const logit = (index: number): number => (index === 0 ? 1 : Math.sin(sum + index)) + wrong;
    return Promise.resolve(
      Float32Array.from({ length: this.vocabularySize }, (_, index) => logit(index)),
    );
  }
}

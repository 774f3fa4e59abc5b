/** Keeps the last `capacityBytes` of what a process writes. */
export class OutputTail {
  readonly #capacityBytes: number;
  #kept: Buffer = Buffer.alloc(0);

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  append(chunk: Buffer): void {
    const joined = Buffer.concat([this.#kept, chunk]);
    // A copy: a view would keep each whole chunk alive.
    this.#kept = Buffer.from(joined.subarray(Math.max(0, joined.length - this.#capacityBytes)));
  }

  /** The kept bytes as UTF-8, without space at the ends; a cut character shows as U+FFFD. */
  get text(): string {
    return this.#kept.toString('utf8').trim();
  }
}

import type { IncomingMessage } from 'http';
import { AppError } from '../../protocol/appError';
import type { ByteRange, ByteRanges } from './byteRanges';
import { firstGap, withRange } from './byteRanges';
import { HttpFailure } from './httpFailure';
import { httpRequest } from './httpRequest';
import type { PartFile } from './partFile';
import type { RangeAnswer } from './rangeAnswer';
import { readRangeAnswer } from './rangeAnswer';
import type { TryLimits } from './tries';
import { Tries } from './tries';

/** Times and counts of a download. */
export interface RangeLimits extends TryLimits {
  /** To a connection: with no network a person is told within this time. */
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Side by side for one file; 1 for a file that is not larger than {@link segmentBytes}. */
  readonly connections: number;
  /** What one connection asks for at a time. */
  readonly segmentBytes: number;
}

export interface RangeJob {
  readonly url: URL;
  readonly bytes: number;
  readonly part: PartFile;
  readonly limits: RangeLimits;
  readonly headers: Readonly<Record<string, string>>;
  readonly proxyEnv: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((doneBytes: number) => void) | undefined;
  /** The error of a server that has another file. */
  readonly wrongFile: (what: string) => AppError;
}

/** The server sent the whole file while other connections write parts of it. */
class OneStreamOnly extends Error {}

/**
 * Fetches what is missing in the part over several connections, each with a range of its own. The
 * first one asks alone until the server has shown that it knows ranges; where it does not, that one
 * stream brings the file. A connection beside it that finds the server busy leaves its range to the
 * others.
 *
 * Rejects with HttpFailure, AppError, or the signal's reason; what has arrived stays.
 */
export async function fetchRanges(job: RangeJob): Promise<void> {
  const isLarge = job.bytes > job.limits.segmentBytes;
  let connections = isLarge ? job.limits.connections : 1;
  while (!job.part.isComplete) {
    try {
      await new Round(job, connections).run();
    } catch (error) {
      if (!(error instanceof OneStreamOnly)) throw error;
      connections = 1;
    }
  }
}

/** Connections that work side by side until all is there or one fails for good. */
class Round {
  readonly #job: RangeJob;
  readonly #connections: number;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #helpers: Promise<void>[] = [];
  /** Ranges that a connection works on. */
  readonly #claimed = new Set<ByteRange>();
  #mostBytes: number;
  #hadAnswer = false;

  constructor(job: RangeJob, connections: number) {
    this.#job = job;
    this.#connections = connections;
    this.#mostBytes = job.part.doneBytes;
    this.#signal =
      job.signal === undefined
        ? this.#stop.signal
        : AbortSignal.any([job.signal, this.#stop.signal]);
  }

  async run(): Promise<void> {
    await this.#work(true);
    await Promise.all(this.#helpers);
    this.#signal.throwIfAborted();
  }

  /** Never rejects: the first error ends the round and is its reason. */
  async #work(isFirst: boolean): Promise<void> {
    try {
      for (let range = this.#next(); range !== undefined; range = this.#next()) {
        this.#claimed.add(range);
        try {
          await this.#fill(range, isFirst);
        } finally {
          this.#claimed.delete(range);
        }
      }
    } catch (error) {
      // What it had begun is left to the others, and to the next round.
      if (!isFirst && error instanceof HttpFailure) return;
      this.#stop.abort(error);
    }
  }

  /** A range that nobody has or works on. */
  #next(): ByteRange | undefined {
    const { part, bytes, limits } = this.#job;
    if (this.#signal.aborted) return undefined;
    const taken = [...this.#claimed].reduce<ByteRanges>(withRange, part.ranges);
    const gap = firstGap(taken, [0, bytes]);
    if (gap === undefined || this.#connections === 1) return gap;
    return [gap[0], Math.min(gap[1], gap[0] + limits.segmentBytes)];
  }

  async #fill(range: ByteRange, isFirst: boolean): Promise<void> {
    const { part, limits } = this.#job;
    const tries = new Tries(limits, part.doneBytes, this.#signal);
    for (let gap = part.gap(range); gap !== undefined; gap = part.gap(range)) {
      try {
        await this.#request(gap);
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error;
        if (!isFirst && error.kind === 'busy') throw error;
        this.#hadAnswer ||= error.kind !== 'unreachable';
        await tries.again(error, this.#mostBytes, this.#hadAnswer);
      }
    }
  }

  /** One request: adds to the part what the server sends of the gap. */
  async #request(gap: ByteRange): Promise<void> {
    const { url, limits, proxyEnv } = this.#job;
    const { status, headers, body, isElsewhere } = await httpRequest(url, {
      connectTimeoutMs: limits.connectTimeoutMs,
      idleTimeoutMs: limits.idleTimeoutMs,
      headers: { ...this.#job.headers, ...this.#rangeHeaders(gap) },
      proxyEnv,
      signal: this.#signal,
    });
    try {
      if (isElsewhere) requireStorageAnswer(status);
      const answer = await this.#startOver(() => readRangeAnswer(status, headers, gap));
      await this.#take(gap, answer, body);
    } catch (error) {
      if (error instanceof HttpFailure || error instanceof AppError) throw error;
      if (error instanceof OneStreamOnly) throw error;
      this.#signal.throwIfAborted();
      throw new HttpFailure('cut', 'the connection was cut', { cause: error });
    } finally {
      body.destroy();
    }
  }

  async #take(gap: ByteRange, answer: RangeAnswer, body: IncomingMessage): Promise<void> {
    const { part, bytes, wrongFile } = this.#job;
    const { isWhole, totalBytes, etag } = answer;
    if (totalBytes !== undefined && totalBytes !== bytes) {
      throw wrongFile(`it has ${totalBytes} bytes there instead of ${bytes}`);
    }
    this.#hadAnswer = true;
    if (isWhole) {
      this.#requireAlone();
      await part.restart(etag);
    } else {
      part.name(etag);
      this.#startHelpers();
    }
    const [start, end] = isWhole ? [0, bytes] : gap;
    let at = start;
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      if (at + piece.length > end) throw wrongFile(`it has more than ${bytes} bytes there`);
      await part.write(at, piece);
      at += piece.length;
      this.#mostBytes = Math.max(this.#mostBytes, part.doneBytes);
      this.#job.onProgress?.(part.doneBytes);
    }
    if (at < end) throw new HttpFailure('cut', 'the connection was cut');
  }

  /** An answer that says `cut` before any byte means that the part is of no use: it is dropped. */
  async #startOver<T>(read: () => T): Promise<T> {
    try {
      return read();
    } catch (error) {
      if (error instanceof HttpFailure && error.kind === 'cut') {
        this.#requireAlone();
        await this.#job.part.restart(undefined);
      }
      throw error;
    }
  }

  #startHelpers(): void {
    while (this.#helpers.length < this.#connections - 1 && this.#next() !== undefined) {
      this.#helpers.push(this.#work(false));
    }
  }

  #requireAlone(): void {
    if (this.#claimed.size > 1) throw new OneStreamOnly();
  }

  #rangeHeaders([start, end]: ByteRange): Record<string, string> {
    // Compressed bytes would not be those of the digest.
    const identity = { 'accept-encoding': 'identity' };
    const { bytes, part } = this.#job;
    if (start === 0 && end === bytes) return identity;
    return {
      ...identity,
      range: `bytes=${start}-${end === bytes ? '' : end - 1}`,
      // Another version answers with the whole file; without an ETag the digest finds it.
      ...(part.etag === undefined ? {} : { 'if-range': part.etag }),
    };
  }
}

/**
 * What the hub redirects to is an address that is good for a while: a refusal there says nothing of
 * the file, and another try gets a fresh one.
 */
function requireStorageAnswer(status: number): void {
  if ([400, 401, 403, 404, 410].includes(status)) {
    throw new HttpFailure('busy', `its storage answers ${status}`);
  }
}

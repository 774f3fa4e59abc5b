import type { Logger } from '../../protocol/logger';

/** Which server a RemoteEngine asks, and how patiently. */
export interface RemoteEngineOptions {
  /** Such as `http://localhost:8000/v1`; see {@link remoteAddress}. */
  readonly address: string;
  /** Sent as a bearer token to this address only. */
  readonly key?: string;
  /** Requests that run at once; more wait their turn. Default 8. */
  readonly parallel?: number;
  /** Default: nothing is logged. */
  readonly logger?: Logger;
  /** To a connection; default 10,000. */
  readonly connectTimeoutMs?: number;
  /** From a request to the head of its answer; default 120,000 (a server may load its model first). */
  readonly answerTimeoutMs?: number;
  /** Longest silence in an answer; default 60,000. */
  readonly stallTimeoutMs?: number;
  /** Requests for one answer before it fails; default 4. */
  readonly tries?: number;
  /** Wait before the second one, doubled for each further one up to 8 s; default 500. */
  readonly retryDelayMs?: number;
}

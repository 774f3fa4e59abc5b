import { AppError } from '../../protocol/appError';
import type { ErrorCode } from '../../protocol/errorCodes';

/** A failure that another try may not meet; callers of the engine get its `error`. */
export class PassingFailure extends Error {
  readonly error: AppError;
  /** What the server asked for, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(error: AppError, retryAfterMs?: number) {
    super(error.message, { cause: error });
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

/** An answer that is no success. */
export interface RefusedAnswer {
  readonly status: number;
  /** In the server's own words, if it had any. */
  readonly said: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Where it sends the client, if it does. */
  readonly location: string | undefined;
}

/** The failure that an answer with this status means; `host` and `model` are named in it. */
export function statusFailure(
  answer: RefusedAnswer,
  host: string,
  model: string,
): AppError | PassingFailure {
  const { status, said } = answer;
  const details = { status, host };
  const error = (code: ErrorCode, sentence: string): AppError =>
    new AppError(code, sentence, details);
  if (status === 401 || status === 403) {
    return error(
      'remote-key',
      `${host} does not accept the key: set the right one (TokenSkip: Set Remote Key, or TOKENSKIP_API_KEY).`,
    );
  }
  if (status === 407) {
    return error(
      'remote-proxy',
      `A proxy before ${host} asks for a password: put it in the proxy's address, or exclude this host from the proxy.`,
    );
  }
  if (status === 404) {
    return error(
      'remote-model-unknown',
      `${host} knows no model «${model}», or has no completions at this address: choose one of its models${quoted(said)}.`,
    );
  }
  if (status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501)) {
    return new PassingFailure(
      error(
        'remote-busy',
        `${host} is busy or failing (${status})${quoted(said)}: ask again later, or look at the server's log.`,
      ),
      answer.retryAfterMs,
    );
  }
  if (status >= 300 && status < 400) {
    return error(
      'remote-refused',
      `${host} sends on to ${hostOf(answer.location)}, where the key is not sent: set that address if it is the right one.`,
    );
  }
  if (status === 400 && /max_(?:completion_)?tokens/i.test(said ?? '')) {
    return error(
      'invalid-argument',
      `${host} does not write so many tokens at once: lower tokenskip.maxTokens or --max-tokens${quoted(said)}.`,
    );
  }
  if (status === 400 && /context|too long|maximum.*length/i.test(said ?? '')) {
    return error(
      'question-too-long',
      `The question is longer than the model on ${host} can read: shorten it${quoted(said)}.`,
    );
  }
  return error(
    'remote-refused',
    `${host} refused the request (${status})${quoted(said)}: check the address and the model.`,
  );
}

/** The failure that the server reported inside a stream. */
export function streamFailure(
  status: number | undefined,
  said: string,
  host: string,
): AppError | PassingFailure {
  if (status !== undefined && status < 500 && status !== 429) {
    const answer = { status, said, retryAfterMs: undefined, location: undefined };
    return statusFailure(answer, host, '');
  }
  return new PassingFailure(
    new AppError(
      'remote-busy',
      `${host} failed while it answered${quoted(said)}: ask again, or look at the server's log.`,
      status === undefined ? { host } : { status, host },
    ),
  );
}

/** The failure that a silence of `ms` means, in an answer that has begun. */
export function stalled(ms: number, host: string): PassingFailure {
  return new PassingFailure(
    new AppError(
      'remote-cut',
      `${host} wrote nothing for ${Math.ceil(ms / 1000)} s: ask again, or see whether the server is overloaded.`,
    ),
  );
}

const certificateCodes =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+)$/;

/** The failure that an error of the connection means, before anything came. */
export function connectionFailure(cause: Error, host: string): AppError | PassingFailure {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  const error = (kind: ErrorCode, sentence: string): AppError =>
    new AppError(kind, sentence, { cause: code.slice(0, 100), host }, { cause });
  if (certificateCodes.test(code)) {
    return error(
      'remote-unreachable',
      `The certificate of ${host} is not trusted here (${code}): name its authority in NODE_EXTRA_CA_CERTS or in the system's certificates.`,
    );
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new PassingFailure(
      error('remote-cut', `${host} closed the connection before it answered: ask again.`),
    );
  }
  return error(
    'remote-unreachable',
    `${host} cannot be reached (${explain(code)}): start the server, or correct its address or the proxy.`,
  );
}

function explain(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return code.slice(0, 100);
}

function quoted(said: string | undefined): string {
  return said === undefined || said === '' ? '' : ` («${said}»)`;
}

function hostOf(location: string | undefined): string {
  try {
    return new URL(location ?? '').host;
  } catch {
    return 'another address';
  }
}

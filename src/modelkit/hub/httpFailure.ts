import { AppError } from '../../protocol/appError';

/**
 * Why a request came to nothing. `unreachable`: no answer at all (name, connection, time) ·
 * `busy`: the server asks to come back later · `cut`: an answer that ended early or fell silent ·
 * `refused`: an answer that another try would not change.
 */
export type HttpFailureKind = 'unreachable' | 'busy' | 'cut' | 'refused';

/** A failed request, inside the download only: callers get an AppError. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  readonly status: number | undefined;
  /** What the server asked for in Retry-After, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: HttpFailureKind,
    message: string,
    extra: {
      readonly status?: number;
      readonly retryAfterMs?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: extra.cause });
    this.kind = kind;
    this.status = extra.status;
    this.retryAfterMs = extra.retryAfterMs;
  }
}

/** The failure as people see it; `details.unreachable` tells whether there was any answer. */
export function asDownloadError(failure: HttpFailure, url: URL): AppError {
  const remedy =
    failure.kind === 'refused'
      ? 'check that the address is right, or set HF_ENDPOINT to a mirror'
      : 'check the network and run this again, what was fetched is kept';
  return new AppError(
    'download-failed',
    `${url.host} did not deliver ${url.pathname.split('/').at(-1) ?? ''} (${failure.message}): ${remedy}.`,
    {
      unreachable: failure.kind === 'unreachable',
      ...(failure.status === undefined ? {} : { status: failure.status }),
    },
    { cause: failure },
  );
}

import type { ErrorData } from '../appError';
import type { Envelope } from '../childProtocol';
import { errorCodes } from '../errorCodes';
import type { Check } from '../guards';
import { byKind, integerIn, object, oneOf, optional, tableOf, text } from '../guards';
import { limits } from '../limits';

const version = integerIn(0, 0xffff);
const id = integerIn(1, Number.MAX_SAFE_INTEGER);
const name = text(64, 1);
/** Checked by method or event once its name is known. */
const anything: Check<unknown> = () => undefined;

const detail: Check<string | number | boolean> = (value, path) =>
  typeof value === 'boolean' || Number.isFinite(value)
    ? undefined
    : text(limits.errorTextLength)(value, path);

const errorData: Check<ErrorData> = object<ErrorData>({
  code: oneOf(errorCodes),
  message: text(limits.errorTextLength),
  details: optional(tableOf(detail, 32)),
  stack: optional(text(limits.errorTextLength)),
});

type Kind<K extends Envelope['kind']> = Extract<Envelope, { readonly kind: K }>;

/** The outside of every message; `params`, `result` and `data` are not looked into. */
export const envelope: Check<Envelope> = byKind<Envelope>({
  request: object<Kind<'request'>>({
    v: version,
    kind: oneOf(['request']),
    id,
    method: name,
    params: anything,
  }),
  result: object<Kind<'result'>>({ v: version, kind: oneOf(['result']), id, result: anything }),
  error: object<Kind<'error'>>({ v: version, kind: oneOf(['error']), id, error: errorData }),
  event: object<Kind<'event'>>({ v: version, kind: oneOf(['event']), event: name, data: anything }),
  cancel: object<Kind<'cancel'>>({ v: version, kind: oneOf(['cancel']), id }),
});

/** The member `v` of any message, readable whatever the rest looks like; else undefined. */
export function versionOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const v: unknown = Object.hasOwn(message, 'v') ? Reflect.get(message, 'v') : undefined;
  return typeof v === 'number' && version(v, 'v') === undefined ? v : undefined;
}

/** The id of a message that is otherwise not valid, so that it can be answered; else undefined. */
export function requestIdOf(message: unknown): number | undefined {
  return idOf(message, ['request']);
}

/** The request that a message answers which is otherwise not valid; else undefined. */
export function answeredIdOf(message: unknown): number | undefined {
  return idOf(message, ['result', 'error']);
}

function idOf(message: unknown, kinds: readonly unknown[]): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if (!kinds.includes(Reflect.get(message, 'kind'))) return undefined;
  const candidate: unknown = Reflect.get(message, 'id');
  return typeof candidate === 'number' && id(candidate, 'id') === undefined ? candidate : undefined;
}

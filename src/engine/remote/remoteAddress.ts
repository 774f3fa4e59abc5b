import { AppError } from '../../protocol/appError';

/** Where a server's endpoints are. */
export interface RemoteAddress {
  /** Ends in `/v1/`: the endpoints of the OpenAI protocol. */
  readonly api: URL;
  /** What stands before `v1/`: endpoints of the server's own. */
  readonly root: URL;
}

/**
 * The server that `text` names: `http://host:8000`, with or without `/v1`, also below a path.
 * Code `invalid-argument` for what is no such address, or holds a password or a query.
 */
export function remoteAddress(text: string): RemoteAddress {
  const url = parse(text.trim());
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new AppError(
      'invalid-argument',
      'The address of the server must be like http://localhost:8000/v1: correct it.',
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new AppError(
      'invalid-argument',
      'The address of the server must hold no name, password, «?» or «#»: give the key as a key.',
    );
  }
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/\/v1$/, '');
  // Set and not resolved: two slashes at its start would be taken for another host.
  const root = new URL(url);
  root.pathname = `${path}/`;
  return { api: new URL('v1/', root), root };
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

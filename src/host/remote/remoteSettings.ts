import type { RemoteApi } from '../../engine/remote/remoteApi';
import { AppError } from '../../protocol/appError';
import type { Settings } from '../settings/settingsTable';

/** The server that the settings name. */
export interface RemoteSettings {
  readonly address: string;
  /** Name and port, as people see it. */
  readonly host: string;
  /** Name of the model that answers; empty while a model of this machine does. */
  readonly model: string;
  readonly api: RemoteApi;
}

/** Undefined while the settings name no server; an address that is none is its own host. */
export function remoteSettings(settings: Settings): RemoteSettings | undefined {
  const address = settings['remote.address'].trim();
  if (address === '') return undefined;
  return {
    address,
    host: hostOf(address) ?? address,
    model: settings['remote.model'].trim(),
    api: settings['remote.api'],
  };
}

/**
 * The name under which the key of a server is kept: another address never gets it. Code
 * `invalid-argument` for what is no address.
 */
export function keyName(address: string): string {
  if (hostOf(address) !== undefined) return `tokenskip.remote.key:${new URL(address).origin}`;
  throw new AppError(
    'invalid-argument',
    'The setting tokenskip.remote.address must be like http://localhost:8000/v1: correct it.',
    { setting: 'tokenskip.remote.address' },
  );
}

function hostOf(address: string): string | undefined {
  try {
    return new URL(address).host;
  } catch {
    return undefined;
  }
}

import { AppError } from '../../protocol/appError';
import { readHubToken } from './hubToken';

type Environment = Readonly<Record<string, string | undefined>>;

/** The public model hub; `HF_ENDPOINT` names a mirror, as in the hub's own client. */
const publicHub = 'https://huggingface.co';

/** Where the hub is and who asks it. */
export interface HubConnection {
  /** Without a slash at the end. */
  readonly endpoint: string;
  /** Sent to the endpoint's own origin, never to where it redirects. */
  readonly token: string | undefined;
  /**
   * Where the names of proxies are taken from (`HTTPS_PROXY`, `NO_PROXY`, …). Undefined inside VS
   * Code, whose own `http` and `https` see to proxies and certificates by its settings.
   */
  readonly proxyEnv: Environment | undefined;
}

export interface ConnectionOptions {
  readonly env: Environment;
  /** Endpoint that goes before `HF_ENDPOINT`; empty: none. */
  readonly address?: string;
  /** Token that is kept for this endpoint; it goes before those of the environment. */
  readonly token?: string;
  /** See {@link HubConnection.proxyEnv}. */
  readonly isInEditor?: boolean;
}

/**
 * The connection that options and environment describe. A token of the environment or of the
 * Hugging Face folder is used only for the endpoint that the environment names: an address from
 * elsewhere never gets it.
 *
 * Code `invalid-argument` for an address that is none.
 */
export async function hubConnection(options: ConnectionOptions): Promise<HubConnection> {
  const { env, token } = options;
  const address = options.address ?? '';
  const ofEnvironment = hubEndpoint(env);
  const endpoint =
    address === '' ? ofEnvironment : checkedEndpoint(address, 'tokenskip.downloadAddress');
  const isOwn = new URL(endpoint).origin === new URL(ofEnvironment).origin;
  return {
    endpoint,
    token: token ?? (isOwn ? await readHubToken(env) : undefined),
    proxyEnv: options.isInEditor === true ? undefined : env,
  };
}

/** `HF_ENDPOINT`, else the public hub; without a slash at the end. Code `invalid-argument`. */
function hubEndpoint(env: Environment): string {
  const mirror = env.HF_ENDPOINT ?? '';
  return mirror === '' ? publicHub : checkedEndpoint(mirror, 'HF_ENDPOINT');
}

function checkedEndpoint(address: string, name: string): string {
  const isAddress = /^https?:\/\/./.test(address) && URL.canParse(address);
  if (isAddress) return address.replace(/\/+$/, '');
  throw new AppError(
    'invalid-argument',
    `${name} must begin with http:// or https://: correct or empty it.`,
  );
}

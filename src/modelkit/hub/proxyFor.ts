import { HttpFailure } from './httpFailure';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that an address is asked through: `HTTPS_PROXY`, `HTTP_PROXY` by its kind, else
 * `ALL_PROXY`, in capitals or not, as curl reads them; undefined where none is named or `NO_PROXY`
 * excludes the host.
 *
 * Throws HttpFailure `download-proxy` for a proxy that is none that can be used.
 */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const kind = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const text = variable(env, kind) ?? variable(env, 'all_proxy');
  if (text === undefined || isExcluded(url, variable(env, 'no_proxy') ?? '')) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(address)) {
    const proxy = new URL(address);
    if (['http:', 'https:'].includes(proxy.protocol) && proxy.hostname !== '') return proxy;
  }
  throw new HttpFailure(
    'refused',
    `The proxy that ${kind.toUpperCase()} or ALL_PROXY names cannot be used: write it like http://proxy.example:3128`,
    { code: 'download-proxy' },
  );
}

/** Of both spellings the lower-case one counts first, as in curl; empty counts as unset. */
function variable(env: Environment, name: string): string | undefined {
  return [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
}

/** Entries: `*`, `host`, `.host` or `*.host`, each with its sub-domains, and with `:port` at will. */
function isExcluded(url: URL, list: string): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', wantedPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      const domain = name.toLowerCase().replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

/** Value of `Proxy-Authorization` for the name and password in a proxy's address. */
export function proxyAuthorization(proxy: URL): string | undefined {
  if (proxy.username === '' && proxy.password === '') return undefined;
  // As curl does: a % that begins no escape is itself. Else the parts of an address are ASCII.
  const pair = `${proxy.username}:${proxy.password}`.replaceAll(
    /%([0-9a-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`;
}

/** What it means that there is no connection to the proxy for addresses like `url`. */
export function proxyUnreachable(proxy: URL, url: URL, cause: unknown): HttpFailure {
  const variable = url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY';
  return new HttpFailure(
    'unreachable',
    `The proxy ${proxy.host} cannot be reached: correct ${variable}, or start the proxy`,
    { code: 'download-proxy', cause },
  );
}

/** What a proxy's refusal means, 0 for none that was worded; its message is the whole sentence but for the full stop. */
export function proxyRefusal(proxy: URL, host: string, status: number): HttpFailure {
  const text =
    status === 407
      ? `The proxy ${proxy.host} asks for a name and a password: put them in its address, http://name:password@${proxy.host}`
      : `The proxy ${proxy.host} does not let ${host} through (${status === 0 ? 'it hangs up' : status}): have it allowed there, name a mirror in HF_ENDPOINT, or exclude the host in NO_PROXY`;
  return new HttpFailure('refused', text, {
    code: 'download-proxy',
    ...(status === 0 ? {} : { status }),
  });
}

import type { HubConnection } from '../../modelkit/hub/hubConnection';
import { hubConnection } from '../../modelkit/hub/hubConnection';

export interface HubServices {
  readonly settings: { readonly current: { readonly downloadAddress: string } };
  readonly context: {
    readonly secrets: { get(name: string): PromiseLike<string | undefined> };
  };
}

/**
 * The hub that the settings name, else the environment, with the token that is kept for it. Code
 * `invalid-argument` for an address that is none.
 */
export async function hubOf(
  { settings, context }: HubServices,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<HubConnection> {
  const address = settings.current.downloadAddress.trim();
  const hub = await hubConnection({ env, address, isInEditor: true });
  const token = await context.secrets.get(tokenName(hub));
  return token === undefined ? hub : { ...hub, token };
}

/** The name under which the token of a hub is kept: another address never gets it. */
export function tokenName({ endpoint }: HubConnection): string {
  return `tokenskip.hub.token:${new URL(endpoint).origin}`;
}

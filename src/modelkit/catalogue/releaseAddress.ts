import { catalogue } from './catalogue';

export interface ReleasePlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As a setting says; empty: it says nothing. */
  readonly releaseAddress?: string;
}

/** Where releases lie: by the setting, else by `TOKENSKIP_RELEASES`, else by the catalogue; empty while nobody says it. */
export function knownReleaseAddress({ env, releaseAddress = '' }: ReleasePlaces): string {
  const said = [releaseAddress, env.TOKENSKIP_RELEASES ?? '', catalogue.releaseAddress ?? ''];
  return said.find((address) => address !== '') ?? '';
}

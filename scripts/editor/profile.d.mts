export interface Profile {
  readonly root: string;
  readonly serverData: string;
  readonly userData: string;
  readonly extensions: string;
  readonly workspace: string;
  remove(): Promise<void>;
}

export function createProfile(settings?: Readonly<Record<string, unknown>>): Promise<Profile>;

import type { Profile } from './profile.mjs';
import type { Workbench } from './workbench.mjs';

export interface EditorServer {
  readonly port: number;
  readonly logFile: string;
  readonly ended: Promise<unknown>;
  url(folder: string, payload?: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
}

export function startServer(
  workbench: Workbench,
  profile: Profile,
  env?: Readonly<Record<string, string>>,
  preload?: readonly string[],
): Promise<EditorServer>;

export function installVsix(workbench: Workbench, profile: Profile, vsix: string): Promise<string>;

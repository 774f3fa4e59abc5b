export interface Workbench {
  readonly folder: string;
  readonly node: string;
  readonly server: string;
  readonly isInstalled: boolean;
}

export function workbenchProblem(platform?: string, arch?: string): string | undefined;

export function installWorkbench(): Promise<Workbench>;

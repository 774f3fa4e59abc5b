export interface Workbench {
  readonly folder: string;
  readonly node: string;
  readonly server: string;
  readonly isInstalled: boolean;
}

export const WORKBENCH_SIZE: { readonly downloadMb: number; readonly diskMb: number };

export function workbenchProblem(platform?: string, arch?: string): string | undefined;

export function findWorkbench(): Promise<Workbench>;

export function installWorkbench(): Promise<Workbench>;

export interface PackageBudget {
  readonly files: readonly string[];
  readonly runtime: readonly string[];
  readonly libraries: Readonly<Record<string, readonly string[]>>;
  readonly sizeBytes: Readonly<Record<string, number>>;
}

export interface PackedFile {
  readonly files: readonly string[];
  readonly sizeBytes: number;
}

export function readBudget(): Promise<PackageBudget>;

export function budgetProblems(
  budget: PackageBudget,
  target: string,
  packed: PackedFile,
  weights?: { readonly paths: readonly string[]; readonly sizeBytes: number },
): readonly string[];

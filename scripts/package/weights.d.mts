export function adapterPaths(catalogue: {
  readonly models: readonly {
    readonly adapter?: { readonly kind: string; readonly folder?: string };
  }[];
}): readonly string[];

export function embeddedModels(): Promise<readonly string[]>;

export function fullPackageWeights(): Promise<{
  readonly paths: readonly string[];
  readonly sizeBytes: number;
}>;

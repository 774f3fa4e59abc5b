export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** In node_modules. */
  readonly folder: string;
}

export const RUNTIME: readonly string[];

export function shippedPackages(): Promise<readonly ShippedPackage[]>;

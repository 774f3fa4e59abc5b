export interface ShippedFinding {
  readonly name: string;
  readonly severity: string;
  readonly titles: readonly string[];
}

export function shippedFindings(
  text: string,
  packages: readonly { readonly name: string }[],
): readonly ShippedFinding[];

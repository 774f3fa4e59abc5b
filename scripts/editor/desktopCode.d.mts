export function findCode(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: string,
): string | undefined;

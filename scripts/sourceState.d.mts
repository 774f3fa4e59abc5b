export function sourceState(root: string, paths: readonly string[]): Promise<string>;

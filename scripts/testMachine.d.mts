export function missingWeights(): Promise<readonly string[]>;

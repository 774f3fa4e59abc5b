export function kvBytesPerToken(shape: {
  readonly layerCount: number;
  readonly kvHeadCount: number;
  readonly headDim: number;
}): number;

export interface Limit {
  readonly bytes: number;
  readonly limit: number;
  readonly tokensPerSecond: number;
  readonly share: number;
}

export function limitAt(measured: {
  readonly context: number;
  readonly stepMs: number;
  readonly weightBytes: number;
  readonly kvBytes: number;
  readonly bytesPerSecond: number;
}): Limit;

export function growthEnd(
  rows: readonly { readonly size: number; readonly tokensPerSecond: number }[],
  leastGain?: number,
): number | undefined;

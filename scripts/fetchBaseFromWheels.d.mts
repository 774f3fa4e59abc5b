export type BaseSize = '0.5b' | '1.5b' | 'smollm2';

export const baseSources: Readonly<
  Record<BaseSize, { readonly file: string; readonly sizeBytes: number; readonly sha256: string }>
>;

export function fetchBase(options: {
  readonly size?: BaseSize;
  readonly directory: string;
  readonly signal?: AbortSignal;
}): Promise<string>;

/** Bandwidths in bytes a second by round. */
export interface Roofline {
  readonly threads: number;
  readonly sizes: Readonly<Record<'memory' | 'weights' | 'near', number>>;
  readonly cacheBytes?: number;
  readonly weightBytes: number;
  readonly kvBytes: number;
  readonly bandwidths: Readonly<Record<'memory' | 'weights' | 'near', readonly number[]>>;
  readonly contexts: readonly { readonly context: number; readonly stepMs: readonly number[] }[];
}

export interface SectionSettings {
  readonly date: string;
  readonly command: string;
  readonly machine: {
    readonly cpu: string;
    readonly physicalCores: number;
    readonly system: string;
    readonly node: string;
  };
  readonly model: string;
  readonly rounds: number;
}

export function formatRoofline(result: Roofline, settings: SectionSettings): string;

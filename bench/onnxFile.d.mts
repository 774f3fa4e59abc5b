export interface OnnxFile {
  readonly nodes: readonly {
    readonly name: string;
    readonly opType: string;
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
  }[];
  /** Bytes at run time by name. */
  readonly constants: ReadonlyMap<string, number>;
}

export function readOnnxFile(file: string): Promise<OnnxFile>;

export function weightBytesPerToken(file: OnnxFile): number;

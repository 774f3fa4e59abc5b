export interface MemoryReader {
  readonly bytes: number;
  readonly words: Int32Array;
  read(): number;
}

export function createReader(wantedBytes: number): MemoryReader;

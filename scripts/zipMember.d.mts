import type { Writable } from 'node:stream';

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly headerOffset: number;
}

export class ZipError extends Error {}

export function listMembers(path: string): Promise<readonly ZipMember[]>;

export function copyMember(path: string, member: ZipMember, sink: Writable): Promise<number>;

/** Published weights that a model is made from; size and digest are pinned. */
export interface BaseModel {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  /** Where the hub has them. */
  readonly repository: string;
  readonly revision: string;
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Token list for trimming, a path in the tree; used when it is there. */
  readonly vocabulary: string | undefined;
}

/**
 * The bases that can be prepared here. Digests were checked by downloading; a revision by name
 * follows the repository, and the digest decides whether it is still the same file.
 */
export const baseModels: readonly BaseModel[] = [
  {
    id: 'coder-0.5b',
    name: 'Qwen2.5-Coder-0.5B-Instruct',
    licence: 'Apache-2.0',
    repository: 'Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF',
    revision: 'main',
    file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
    bytes: 491_400_064,
    sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
    vocabulary: 'models/recipe/vocab/qwen2.5-32k.json',
  },
  {
    id: 'coder-1.5b',
    name: 'Qwen2.5-Coder-1.5B-Instruct',
    licence: 'Apache-2.0',
    repository: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
    revision: 'f86cb2c1fa58255f8052cc32aeede1b7482d4361',
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    bytes: 1_117_320_768,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    vocabulary: undefined,
  },
];

/** What runs when no model is named and none is embedded. */
export const defaultBaseId = 'coder-0.5b';

export function findBaseModel(id: string): BaseModel | undefined {
  return baseModels.find((base) => base.id === id);
}

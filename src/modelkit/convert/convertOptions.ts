import type { ManifestSource } from '../../protocol/modelManifest';
import type { AdapterFacts } from '../manifest/parseManifest';
import type { AccuracyLevel } from '../onnx/linear';

/** A complete snapshot; `done` and `total` count bytes in `digest`, weights in `weights`. */
export interface ConvertProgress {
  readonly stage: 'digest' | 'weights';
  readonly done: number;
  readonly total: number;
}

export interface ConvertOptions {
  /** A GGUF file or a Hugging Face folder. */
  readonly source: string;
  /** Folder to make; an earlier conversion that stands there is replaced. */
  readonly outDir: string;
  /** PEFT folder of a LoRA adapter to merge. */
  readonly adapterDir?: string;
  /** What is known of the adapter where its folder has no `tokenskip.json`. */
  readonly adapterFacts?: AdapterFacts;
  /** Where the adapter was published; absent: its folder's name is kept. */
  readonly adapterProvenance?: Pick<ManifestSource, 'repository' | 'revision'>;
  /** File that lists what the vocabulary is trimmed to. */
  readonly trimVocabulary?: string;
  /** Name of a weight format. */
  readonly format: string;
  /** Default: made from the source's name. */
  readonly id?: string;
  readonly name?: string;
  readonly licence?: string;
  /**
   * Where the source was published. With `bytes` and `sha256` of a file that was just verified the
   * source is not read again for its digest.
   */
  readonly provenance?: Partial<ManifestSource>;
  /** Overrides the graphs' accuracy levels: 0 for comparisons with a reference. */
  readonly accuracyLevel?: AccuracyLevel;
  /** Largest data file, bytes; a tensor may not be larger. */
  readonly shardBytes?: number;
  readonly onProgress?: (progress: ConvertProgress) => void;
  readonly signal?: AbortSignal;
}

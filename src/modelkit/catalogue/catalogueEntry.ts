import type { Architecture } from '../source/modelConfig';

interface Licence {
  /** SPDX name where there is one. */
  readonly name: string;
  readonly url: string;
  /** True where the licence forbids commercial use. */
  readonly nonCommercial: boolean;
}

/** What the size of a model follows from. */
export interface ModelShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  readonly feedForward: number;
  /** Rows of the embedding. */
  readonly vocabulary: number;
  readonly tiedHead: boolean;
  /** Positions it was trained for. */
  readonly context: number;
}

/** One published file, pinned. */
interface PinnedFile {
  readonly repository: string;
  /** A name such as `main` follows the repository; the digest decides whether it is the same file. */
  readonly revision: string;
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A repository of the hub; each file is checked against what the hub's listing says of it. */
interface RepositorySource {
  readonly repository: string;
  readonly revision: string;
}

/** A file of one of our releases, path below the release's address. */
export interface ReleaseFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export type CatalogueSource =
  | ({ readonly kind: 'gguf' } & PinnedFile)
  | ({ readonly kind: 'safetensors' } & RepositorySource)
  /** Files that are ready to run. */
  | { readonly kind: 'release'; readonly files: readonly ReleaseFile[] };

/** A LoRA adapter in PEFT format that is merged into the base. */
export type CatalogueAdapter =
  ({ readonly kind: 'hub' } & HubAdapter) | ({ readonly kind: 'shipped' } & ShippedAdapter);

/** A published one; of a base that is a repository as well. */
export interface HubAdapter extends RepositorySource {
  readonly rank: number;
  readonly licence: string;
}

/** One of our own, part of the product. */
export interface ShippedAdapter {
  /** Name of a folder in `models/adapters/`. */
  readonly folder: string;
  /** Of its `adapter_model.safetensors`, lower-case hex. */
  readonly sha256: string;
  /** Of its `adapter_config.json`, which says how the weights are scaled. */
  readonly configSha256: string;
}

/** Accuracy in percent and mean chain tokens. */
export interface PublishedFigures {
  readonly accuracy: number;
  readonly tokens: number;
}

/** What others published about TokenSkip on this model; not measured here. */
export interface PublishedResults {
  /** Where the figures stand. */
  readonly source: string;
  readonly benchmark: string;
  /** The model without TokenSkip. */
  readonly original: PublishedFigures;
  readonly ratios: readonly (PublishedFigures & { readonly keepRatio: number })[];
}

/** What we measured on this entry as the product runs it: its weight format, its adapter. */
export interface MeasuredResults {
  /** Of the school problems in GSM8K dev; one row for each ratio. */
  readonly gsm8k: readonly MeasuredFigures[];
}

interface MeasuredFigures {
  readonly keepRatio: number;
  /** Percent. */
  readonly accuracy: number;
  /** Questions that it was measured on. */
  readonly questions: number;
}

/** A model of the catalogue: where it comes from, and what is to be known before it is fetched. */
export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  readonly family: Architecture;
  readonly licence: Licence;
  /** Page where its publisher grants access; absent where nothing has to be asked for. */
  readonly gatedAt?: string;
  readonly shape: ModelShape;
  readonly source: CatalogueSource;
  readonly adapter?: CatalogueAdapter;
  /** The model that base and adapter make, ready to run, for packages that bring no adapter along. */
  readonly release?: readonly ReleaseFile[];
  /** Empty: not trained for ratios. */
  readonly trainedRatios: readonly number[];
  /** Name of a file in `models/recipe/prompts/`. */
  readonly prompt: string;
  /** What the vocabulary is cut to: a list in the tree, used when it is there. */
  readonly trim?: { readonly list: string; readonly tokens: number };
  readonly published?: PublishedResults;
  readonly measured?: MeasuredResults;
}

/** An entry that comes as one pinned GGUF file. */
export type GgufEntry = CatalogueEntry & {
  readonly source: Extract<CatalogueSource, { readonly kind: 'gguf' }>;
};

/** The whole data file. */
export interface Catalogue {
  /** What runs when no model is named and none is embedded. */
  readonly defaultModel: string;
  /** The larger model that people are offered where memory allows, once it is trained for ratios. */
  readonly upgradeModel?: string;
  /** Where the releases lie; absent as long as there are none. A setting changes it. */
  readonly releaseAddress?: string;
  /** In the order of preference among equals. */
  readonly models: readonly CatalogueEntry[];
}

import type { ModelManifest } from './modelManifest';

/** What must be known of a model to ask it, wherever it runs; a manifest says more. */
export type ModelDescription = Omit<
  ModelManifest,
  | 'formatVersion'
  | 'family'
  | 'licence'
  | 'source'
  | 'adapter'
  | 'quantisation'
  | 'contextLength'
  | 'graphs'
  | 'files'
>;

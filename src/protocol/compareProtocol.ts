import type { PromptPart } from '../core/prompt/promptPart';

/** Two models and the texts on which their next-token distributions are compared. */
export interface CompareParams {
  /** Absolute path of the folder of the model that is measured. */
  readonly modelDir: string;
  /** Absolute path of the folder that it is measured against. */
  readonly referenceDir: string;
  /** What each text answers. */
  readonly prompts: readonly (readonly PromptPart[])[];
  /** Ordinary text, one per prompt: both models read it, and what they expect next is compared. */
  readonly forced: readonly string[];
  /** Texts read at once; default 1. */
  readonly batchSize?: number;
}

/** How far the distributions of two models are apart at the tokens of one text. */
export interface TextComparison {
  /** Tokens compared; 0 for a text that the two tokenizers split differently, and an empty one. */
  readonly tokens: number;
  /**
   * Kullback-Leibler divergence of the model from the reference, nats, summed over the tokens; both
   * distributions are taken over the tokens that both vocabularies have.
   */
  readonly kl: number;
  /** Tokens at which both find the same token likeliest. */
  readonly sameTop1: number;
}

export interface CompareResult {
  /** In the order of the prompts. */
  readonly texts: readonly TextComparison[];
  /** Size of each vocabulary, and of what both have. */
  readonly vocabulary: {
    readonly model: number;
    readonly reference: number;
    readonly shared: number;
  };
}

/** The text of one prompt was compared. */
export interface ComparedEvent {
  readonly requestId: number;
  readonly row: number;
}

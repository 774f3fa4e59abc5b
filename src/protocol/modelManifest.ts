import type { ConfidenceCalibration } from '../core/confidence/calibration';
import type { PromptTemplate } from '../core/prompt/promptTemplate';

/** A file of the model folder, path relative to the folder with forward slashes. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Where the weights came from. */
export interface ManifestSource {
  readonly repository?: string;
  readonly revision?: string;
  readonly file?: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The adapter that was merged in. */
export interface ManifestAdapter extends ManifestSource {
  /** Of its folder, where it comes from no repository. */
  readonly name?: string;
}

/** What the model's own evaluation measured at one ratio (plan step 6). */
export interface RatioCalibration {
  readonly keepRatio: number;
  /** Mean of chain tokens at this ratio over chain tokens at 1.0. */
  readonly actualRatio: number;
  /** 95 % interval of the mean. */
  readonly interval: readonly [number, number];
  /** The per-question interval that 8 of 10 questions fall into. */
  readonly questionInterval: readonly [number, number];
  readonly accuracy: number;
  readonly accuracyInterval: readonly [number, number];
  readonly questions: number;
}

export interface ManifestCalibration {
  readonly benchmark: string;
  readonly date: string;
  readonly command: string;
  readonly ratios: readonly RatioCalibration[];
}

/** The full chain, or a vote of five short ones. */
export const autoNextSteps = ['full', 'vote'] as const;
export type AutoNextStep = (typeof autoNextSteps)[number];

/** A next step of `auto`, as a person meets it. */
export interface MeasuredStep {
  /** Of the answers that are shown after it, 0 to 1. */
  readonly accuracy: number;
  /** That it takes, mean of questions that were asked alone. */
  readonly seconds: number;
}

/** What both next steps came to on the same questions. */
export interface AutoMeasurement {
  readonly benchmark: string;
  readonly date: string;
  /** Those whose short answer was not good enough. */
  readonly questions: number;
  /** Of the short answers, 0 to 1. */
  readonly shortAccuracy: number;
  readonly full: MeasuredStep;
  readonly vote: MeasuredStep;
}

/** What `auto` does after a short answer that is not good enough. */
export interface ManifestAuto {
  readonly next: AutoNextStep;
  /** What that was chosen by; absent where a person chose. */
  readonly measured?: AutoMeasurement;
}

export interface ManifestGraphs {
  /** CPU graph: feeds padded past keys and values, returns only the new ones. */
  readonly cpu: string;
  /** WebGPU graph: keys and values stay on the device in tensors of fixed capacity. */
  readonly webgpu: string;
  /** The graph transformers.js reads. */
  readonly transformers: string;
}

/** `tokenskip.json`: what a model folder says about itself (design section 4). */
export interface ModelManifest {
  readonly formatVersion: 1;
  readonly id: string;
  readonly name: string;
  readonly family: 'qwen2' | 'llama';
  readonly licence: string;
  readonly source: ManifestSource;
  readonly adapter?: ManifestAdapter;
  /** Name of the weight format (`small`, `balanced`, `exact`) and what it is. */
  readonly quantisation: { readonly format: string; readonly description: string };
  /** Tokens, prompt and answer together. */
  readonly contextLength: number;
  /** Ratios the model was fine-tuned for; empty for a base model. */
  readonly trainedRatios: readonly number[];
  readonly prompt: PromptTemplate;
  readonly calibration?: ManifestCalibration;
  /** How sure an answer is, at most one for each mode; absent: no chance is shown. */
  readonly confidence?: readonly ConfidenceCalibration[];
  /** Absent: `auto` goes on with the full chain. */
  readonly auto?: ManifestAuto;
  readonly graphs: ManifestGraphs;
  readonly files: readonly ManifestFile[];
}

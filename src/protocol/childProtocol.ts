import type { PromptPart } from '../core/prompt/promptPart';
import type { ErrorData } from './appError';
import type { ComparedEvent, CompareParams, CompareResult } from './compareProtocol';
import type { LogLevel } from './logger';
import type { Call, Nothing } from './rpc/call';

/** Raised with every change that an older peer would misread. */
export const protocolVersion = 1;

export const deviceNames = ['cpu', 'webgpu', 'cuda', 'dml'] as const;
export type DeviceName = (typeof deviceNames)[number];
/** Where a model runs: on a device of this machine, or on a server. */
export type UsedDevice = DeviceName | 'remote';

/** One execution provider that was tried, in order. */
export interface DeviceAttempt {
  readonly device: DeviceName;
  readonly used: boolean;
  /** Why it was refused or chosen, one sentence. */
  readonly reason: string;
}

/** The device actually used and how it came to that. */
export interface DeviceReport {
  readonly used: UsedDevice;
  readonly reason: string;
  readonly attempts: readonly DeviceAttempt[];
}

export interface LoadParams {
  /** Absolute path of the model folder; for a server, the name the model has there. */
  readonly modelDir: string;
  /** `auto`: the fastest of WebGPU, CUDA and CPU that computes what the CPU computes. */
  readonly device: DeviceName | 'auto';
  /** Absolute path of the file that remembers what was chosen; without it nothing is. */
  readonly deviceMemory?: string;
  /** The devices are measured anew, whatever is remembered. Default false. */
  readonly measureDevices?: boolean;
  /** Compute threads; default: physical cores. */
  readonly threads?: number;
  /** Tokens of context to allow, at most what the model has; default: the model's. */
  readonly contextLength?: number;
}

export interface LoadedModel {
  readonly modelId: string;
  readonly device: DeviceReport;
  /** Tokens, prompt and answer together. */
  readonly contextLength: number;
  /** 0: not known, as on a server; so is `layerCount`. */
  readonly vocabularySize: number;
  readonly layerCount: number;
  readonly loadMs: number;
}

/** Design section 5. Greedy when `temperature` is 0. */
export interface SamplingOptions {
  /** 0 (greedy) to 2 inclusive. Default 0. */
  readonly temperature?: number;
  /** Most likely tokens considered, 1 to 1000; 0 = all. Default 0. */
  readonly topK?: number;
  /** Nucleus mass, above 0 to 1 inclusive. Default 1. */
  readonly topP?: number;
  /** Least probability relative to the most likely token, 0 to 1. Default 0. */
  readonly minP?: number;
  /** Divides the logits of tokens already seen; 1 = off. 1 to 2. */
  readonly repetitionPenalty?: number;
  /** Same seed, same text. 32-bit unsigned. Default 0. */
  readonly seed?: number;
}

export interface GenerateParams {
  /** One answer is written for each prompt; more than one are decoded as a batch. */
  readonly prompts: readonly (readonly PromptPart[])[];
  readonly maxNewTokens: number;
  readonly sampling?: SamplingOptions;
  /**
   * Seed of each prompt, in order, 32-bit unsigned: for texts that must not depend on what else is
   * in the batch. Default: `sampling.seed` plus the prompt's index.
   */
  readonly seeds?: readonly number[];
  /**
   * Ordinary text that each answer consists of, one per prompt: the model's choices are passed over,
   * and what comes back is how likely it found each token (with `logProbabilities`).
   */
  readonly forced?: readonly string[];
  /** Rows decoded at once; default 1. A finished row is refilled with the next prompt. */
  readonly batchSize?: number;
  /** Strings that end an answer; they are not part of it. The model's own end tokens always end. */
  readonly stop?: readonly string[];
  /** Control tokens by name that end an answer, as the model's template lists them. */
  readonly stopTokens?: readonly string[];
  /** Milliseconds from receipt after which every unfinished row ends with `deadline`. */
  readonly deadlineMs?: number;
  /** Log-probability, margin and end of each token are returned. Default false. */
  readonly logProbabilities?: boolean;
  /** Ends a row that repeats itself. Default true. */
  readonly detectLoops?: boolean;
  /**
   * Where the model writes an expression, `=` and a number that is certainly not its value, the exact
   * value takes the number's place and the model goes on from there. Default false.
   */
  readonly exactArithmetic?: boolean;
  /**
   * One answer at a time is decoded two tokens in a step where the second can be guessed; the text is
   * the same either way. Default true.
   */
  readonly lookahead?: boolean;
  /**
   * Names the answers that guesses come from, and this one with them; default '', those of all that name
   * none. What one way of asking is timed with must not know what another wrote to the same question.
   */
  readonly notes?: string;
}

export type FinishReason = 'stop' | 'length' | 'context' | 'loop' | 'deadline';

export interface GeneratedText {
  readonly text: string;
  /** One a token; -1 where a server did not say which. What was taken back is not among them. */
  readonly tokenIds: Int32Array;
  readonly finishReason: FinishReason;
  readonly promptTokens: number;
  /** Prompt tokens whose keys and values were reused. */
  readonly cachedTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  /** Steps in which the tokens after the first were decoded; not from a server. */
  readonly decodeSteps?: number;
  /** Tokens that were guessed to be decoded with the one before, and those of them that the model chose. */
  readonly guesses?: { readonly made: number; readonly right: number };
  /** From receipt of the request to the first token. */
  readonly timeToFirstTokenMs: number;
  readonly logProbabilities?: Float32Array;
  /** Log-probability of the chosen token less that of the runner-up. */
  readonly margins?: Float32Array;
  /** Where each token ends in `text`, UTF-16 units; comes with `logProbabilities`. */
  readonly tokenEnds?: Int32Array;
  /** Numbers that exact arithmetic replaced; comes with `exactArithmetic`. */
  readonly corrections?: number;
}

export interface GenerateResult {
  readonly outputs: readonly GeneratedText[];
  readonly wallMs: number;
}

export interface MemoryReport {
  readonly residentBytes: number;
  readonly kvCacheBytes: number;
}

export interface ReadyInfo {
  readonly protocolVersion: number;
  readonly pid: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** Where each token of a text stands: UTF-16 units, end exclusive, one entry per token. */
export interface TokenBounds {
  readonly startOffsets: Int32Array;
  /** Tokens that share a character all have that character's bounds. */
  readonly endOffsets: Int32Array;
}

/** Requests the host may send: method → parameters and result. */
export interface ChildMethods {
  readonly load: Call<LoadParams, LoadedModel>;
  readonly unload: Call<Nothing>;
  readonly generate: Call<GenerateParams, GenerateResult>;
  /** Needs no loaded model: it loads two of its own and frees them. */
  readonly compare: Call<CompareParams, CompareResult>;
  readonly countTokens: Call<
    { readonly texts: readonly string[] },
    { readonly counts: readonly number[] }
  >;
  readonly tokenize: Call<{ readonly text: string }, TokenBounds>;
  readonly memory: Call<Nothing, MemoryReport>;
  readonly close: Call<Nothing>;
}

/** A piece of one answer; `row` is the prompt's index in the request. */
export interface TokenEvent {
  readonly requestId: number;
  readonly row: number;
  /** Text that became certain; may be empty while a character is incomplete. */
  readonly text: string;
  /** Tokens of this row so far. */
  readonly tokenCount: number;
}

/** Complete snapshot; the newest wins. */
export interface PrefillEvent {
  readonly requestId: number;
  readonly row: number;
  readonly doneTokens: number;
  readonly totalTokens: number;
}

/** Sent as soon as a row ends, before the whole request does. */
export interface RowEvent {
  readonly requestId: number;
  readonly row: number;
  readonly output: GeneratedText;
}

/** Events the child may send. */
export interface ChildEvents {
  readonly ready: ReadyInfo;
  readonly token: TokenEvent;
  readonly prefill: PrefillEvent;
  readonly row: RowEvent;
  readonly compared: ComparedEvent;
  readonly log: { readonly level: LogLevel; readonly topic: string; readonly message: string };
}

export type ChildMethod = keyof ChildMethods;

/** House style 10: every message has version, kind and (but for events) the request's id. */
export type Envelope =
  | {
      readonly v: number;
      readonly kind: 'request';
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly v: number; readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly v: number; readonly kind: 'error'; readonly id: number; readonly error: ErrorData }
  | { readonly v: number; readonly kind: 'event'; readonly event: string; readonly data: unknown }
  | { readonly v: number; readonly kind: 'cancel'; readonly id: number };

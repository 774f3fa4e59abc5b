import type { PromptPart } from '../core/prompt/promptPart';
import type {
  ChildEvents,
  ChildMethods,
  DeviceAttempt,
  DeviceReport,
  FinishReason,
  GeneratedText,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  PrefillEvent,
  ReadyInfo,
  RowEvent,
  SamplingOptions,
  TokenBounds,
  TokenEvent,
} from './childProtocol';
import { deviceNames, protocolVersion } from './childProtocol';
import type {
  ComparedEvent,
  CompareParams,
  CompareResult,
  TextComparison,
} from './compareProtocol';
import type { Check } from './guards';
import {
  arrayOf,
  boolean,
  byKind,
  count,
  float32Array,
  int32Array,
  integerIn,
  milliseconds,
  numberIn,
  object,
  oneOf,
  optional,
  tableOf,
  text,
} from './guards';
import { limits } from './limits';
import { logLevels } from './logger';
import { nothing } from './rpc/call';
import type { Link } from './rpc/link';

const finishReasons: Readonly<Record<FinishReason, true>> = {
  stop: true,
  length: true,
  context: true,
  loop: true,
  deadline: true,
};

function isFinishReason(value: unknown): value is FinishReason {
  return typeof value === 'string' && Object.hasOwn(finishReasons, value);
}

const anyText = text(limits.textLength);
const shortText = text(limits.errorTextLength);
const nameText = text(limits.nameLength, 1);
const requestId = integerIn(1, Number.MAX_SAFE_INTEGER);
const row = integerIn(0, limits.promptsPerRequest - 1);

const loadParams = object<LoadParams>({
  modelDir: text(limits.pathLength, 1),
  device: oneOf([...deviceNames, 'auto']),
  deviceMemory: optional(text(limits.pathLength, 1)),
  measureDevices: optional(boolean),
  threads: optional(integerIn(1, limits.threads)),
  contextLength: optional(integerIn(1, limits.contextLength)),
});

/** A report on the devices of a machine, as the child sends it. */
export const deviceReport = object<DeviceReport>({
  used: oneOf(deviceNames),
  reason: shortText,
  attempts: arrayOf(
    object<DeviceAttempt>({ device: oneOf(deviceNames), used: boolean, reason: shortText }),
    16,
  ),
});

const loadedModel = object<LoadedModel>({
  modelId: nameText,
  device: deviceReport,
  contextLength: integerIn(1, limits.contextLength),
  vocabularySize: count,
  layerCount: count,
  loadMs: milliseconds,
});

const aboveZero: Check<number> = (value, path) =>
  value === 0 ? `${path} must be above 0` : numberIn(0, 1)(value, path);

const sampling = object<SamplingOptions>({
  temperature: optional(numberIn(0, 2)),
  topK: optional(integerIn(0, 1000)),
  topP: optional(aboveZero),
  minP: optional(numberIn(0, 1)),
  repetitionPenalty: optional(numberIn(1, 2)),
  seed: optional(integerIn(0, 0xffff_ffff)),
});

type Part<K extends PromptPart['kind']> = Extract<PromptPart, { readonly kind: K }>;
const promptPart = byKind<PromptPart>({
  text: object<Part<'text'>>({ kind: oneOf(['text']), text: anyText }),
  token: object<Part<'token'>>({ kind: oneOf(['token']), token: nameText }),
});

const prompts = arrayOf(arrayOf(promptPart, limits.promptParts), limits.promptsPerRequest, 1);

const generateParams = object<GenerateParams>({
  prompts,
  maxNewTokens: integerIn(1, limits.maxNewTokens),
  sampling: optional(sampling),
  seeds: optional(arrayOf(integerIn(0, 0xffff_ffff), limits.promptsPerRequest)),
  forced: optional(arrayOf(anyText, limits.promptsPerRequest)),
  batchSize: optional(integerIn(1, limits.batchSize)),
  stop: optional(arrayOf(nameText, limits.stopStrings)),
  stopTokens: optional(arrayOf(nameText, limits.stopStrings)),
  deadlineMs: optional(milliseconds),
  logProbabilities: optional(boolean),
  detectLoops: optional(boolean),
  exactArithmetic: optional(boolean),
  lookahead: optional(boolean),
  notes: optional(nameText),
});

/** How a generation ended. */
export const finishReason: Check<FinishReason> = (value, path) =>
  isFinishReason(value) ? undefined : `${path} must be a finish reason`;

type Guesses = NonNullable<GeneratedText['guesses']>;
const outputFields = object<GeneratedText>({
  text: anyText,
  tokenIds: int32Array(limits.maxNewTokens),
  finishReason,
  promptTokens: count,
  cachedTokens: count,
  prefillMs: milliseconds,
  decodeMs: milliseconds,
  timeToFirstTokenMs: milliseconds,
  logProbabilities: optional(float32Array(limits.maxNewTokens)),
  margins: optional(float32Array(limits.maxNewTokens)),
  tokenEnds: optional(int32Array(limits.maxNewTokens)),
  corrections: optional(count),
  decodeSteps: optional(count),
  guesses: optional(object<Guesses>({ made: count, right: count })),
});

const generateResult = object<GenerateResult>({
  outputs: arrayOf(outputFields, limits.promptsPerRequest),
  wallMs: milliseconds,
});

const compareParams = object<CompareParams>({
  modelDir: text(limits.pathLength, 1),
  referenceDir: text(limits.pathLength, 1),
  prompts,
  forced: arrayOf(anyText, limits.promptsPerRequest, 1),
  batchSize: optional(integerIn(1, limits.batchSize)),
});

const compareResult = object<CompareResult>({
  texts: arrayOf(
    object<TextComparison>({
      tokens: count,
      kl: numberIn(0, Number.MAX_VALUE),
      sameTop1: count,
    }),
    limits.promptsPerRequest,
  ),
  vocabulary: object<CompareResult['vocabulary']>({
    model: count,
    reference: count,
    shared: count,
  }),
});

/** The link between a host and its inference child, with a check for all that travels on it. */
export const childLink: Link<ChildMethods, ChildEvents> = {
  version: protocolVersion,
  methods: {
    load: { params: loadParams, result: loadedModel },
    unload: { params: nothing, result: nothing },
    generate: { params: generateParams, result: generateResult },
    compare: { params: compareParams, result: compareResult },
    countTokens: {
      params: object<ChildMethods['countTokens']['params']>({
        texts: arrayOf(anyText, limits.promptsPerRequest),
      }),
      result: object<ChildMethods['countTokens']['result']>({
        counts: arrayOf(count, limits.promptsPerRequest),
      }),
    },
    tokenize: {
      params: object<ChildMethods['tokenize']['params']>({ text: anyText }),
      result: object<TokenBounds>({
        startOffsets: int32Array(limits.textLength),
        endOffsets: int32Array(limits.textLength),
      }),
    },
    memory: {
      params: nothing,
      result: object<MemoryReport>({ residentBytes: count, kvCacheBytes: count }),
    },
    close: { params: nothing, result: nothing },
  },
  events: {
    ready: object<ReadyInfo>({
      protocolVersion: integerIn(0, 0xffff),
      pid: integerIn(1, 0xffff_ffff),
      versions: tableOf(text(limits.nameLength), 32),
    }),
    token: object<TokenEvent>({ requestId, row, text: anyText, tokenCount: count }),
    prefill: object<PrefillEvent>({ requestId, row, doneTokens: count, totalTokens: count }),
    row: object<RowEvent>({ requestId, row, output: outputFields }),
    compared: object<ComparedEvent>({ requestId, row }),
    log: object<ChildEvents['log']>({
      level: oneOf(logLevels),
      topic: nameText,
      message: shortText,
    }),
  },
};

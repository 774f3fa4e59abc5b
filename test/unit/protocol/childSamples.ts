import type {
  ChildEvents,
  ChildMethods,
  GeneratedText,
  GenerateParams,
  LoadedModel,
} from '../../../src/protocol/childProtocol';

export const output: GeneratedText = {
  text: 'four',
  tokenIds: Int32Array.of(1, 2, 3),
  finishReason: 'stop',
  promptTokens: 12,
  cachedTokens: 4,
  prefillMs: 10.5,
  decodeMs: 20.25,
  timeToFirstTokenMs: 11,
  logProbabilities: Float32Array.of(-0.5, -1, -2),
  margins: Float32Array.of(0.5, 1, 2),
  tokenEnds: Int32Array.of(2, 4, 7),
  corrections: 1,
  decodeSteps: 2,
  guesses: { made: 2, right: 1 },
};
export const generate: GenerateParams = {
  prompts: [
    [
      { kind: 'token', token: '<|im_start|>' },
      { kind: 'text', text: 'user\n2+2?' },
    ],
  ],
  maxNewTokens: 512,
  sampling: { temperature: 0.7, topK: 40, topP: 0.95, minP: 0, repetitionPenalty: 1, seed: 7 },
  batchSize: 1,
  stop: ['\n\n'],
  stopTokens: ['<|im_end|>'],
  deadlineMs: 60_000,
  logProbabilities: true,
  detectLoops: false,
  exactArithmetic: true,
};
const loaded: LoadedModel = {
  modelId: 'tiny',
  device: {
    used: 'cpu',
    reason: 'No adapter.',
    attempts: [{ device: 'webgpu', used: false, reason: 'No adapter.' }],
  },
  contextLength: 2048,
  vocabularySize: 151_936,
  layerCount: 24,
  loadMs: 300.5,
};

/** One valid value for everything that travels between host and child. */
export const params: { readonly [K in keyof ChildMethods]: ChildMethods[K]['params'] } = {
  load: {
    modelDir: '/models/tiny',
    device: 'auto',
    deviceMemory: '/cache/devices.json',
    measureDevices: true,
    threads: 2,
    contextLength: 2048,
  },
  unload: {},
  generate,
  compare: {
    modelDir: '/models/a',
    referenceDir: '/models/b',
    prompts: generate.prompts,
    forced: ['It is 4.'],
    batchSize: 8,
  },
  countTokens: { texts: ['a', ''] },
  tokenize: { text: 'a b' },
  memory: {},
  close: {},
};
export const results: { readonly [K in keyof ChildMethods]: ChildMethods[K]['result'] } = {
  load: loaded,
  unload: {},
  generate: { outputs: [output], wallMs: 31 },
  compare: {
    texts: [{ tokens: 4, kl: 0.01, sameTop1: 4 }],
    vocabulary: { model: 3, reference: 4, shared: 3 },
  },
  countTokens: { counts: [1, 0] },
  tokenize: { startOffsets: Int32Array.of(0, 1), endOffsets: Int32Array.of(1, 3) },
  memory: { residentBytes: 1e9, kvCacheBytes: 0 },
  close: {},
};
export const events: ChildEvents = {
  ready: { protocolVersion: 1, pid: 42, versions: { node: '20.0.0' } },
  token: { requestId: 1, row: 0, text: 'f', tokenCount: 1 },
  prefill: { requestId: 1, row: 0, doneTokens: 64, totalTokens: 128 },
  row: { requestId: 1, row: 0, output },
  compared: { requestId: 1, row: 0 },
  log: { level: 'info', topic: 'child.start', message: 'ready' },
};

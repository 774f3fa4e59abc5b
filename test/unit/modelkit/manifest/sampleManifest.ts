import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { qwen2Template } from '../../../../src/core/prompt/familyTemplates';

const digest = 'a'.repeat(64);

/** A manifest that uses every field. */
export const sampleManifest: ModelManifest = {
  formatVersion: 1,
  id: 'coder-0.5b',
  name: 'Coder 0.5B',
  family: 'qwen2',
  licence: 'Apache-2.0',
  source: { repository: 'a/b', revision: 'c', file: 'd.gguf', bytes: 5, sha256: digest },
  adapter: { bytes: 6, sha256: digest },
  quantisation: { format: 'balanced', description: '4 bits' },
  contextLength: 4096,
  trainedRatios: [1, 0.9, 0.5],
  prompt: qwen2Template,
  calibration: {
    benchmark: 'gsm8k',
    date: '2026-01-31',
    command: 'tokenskip eval',
    ratios: [
      {
        keepRatio: 0.5,
        actualRatio: 0.55,
        interval: [0.5, 0.6],
        questionInterval: [0.3, 1.2],
        accuracy: 0.5,
        accuracyInterval: [0.4, 0.6],
        questions: 319,
      },
    ],
  },
  confidence: [
    {
      mode: 'greedy',
      bias: -0.5,
      weights: {
        equations: 1.2,
        noFailure: 2,
        finished: 0,
        answerLikely: 0.1,
        answerMargin: 0.2,
        chainLikely: 0.3,
        weakestLikely: 0.4,
        brevity: 0.5,
        fitting: 1.5,
        numbersUsed: 0.8,
        agreement: 0,
      },
      exactArithmetic: true,
      maxTokens: 512,
      n: 600,
      date: '2026-02-01',
      measuredOn: 'gsm8k, devmath',
    },
  ],
  auto: {
    next: 'vote',
    measured: {
      benchmark: 'gsm8k',
      date: '2026-02-01',
      questions: 120,
      shortAccuracy: 0.3,
      full: { accuracy: 0.4, seconds: 4 },
      vote: { accuracy: 0.5, seconds: 4.5 },
    },
  },
  graphs: { cpu: 'onnx/a.onnx', webgpu: 'onnx/b.onnx', transformers: 'onnx/c.onnx' },
  files: [{ path: 'onnx/a.onnx', bytes: 3, sha256: digest }],
};

import type { ModelView, UpgradeView } from '../../../src/protocol/webview/modelView';
import { answerReport } from './sampleAnswer';

/** The offer of a larger model. */
export const upgrade: UpgradeView = {
  name: 'Coder 1.5B',
  downloadBytes: 9e8,
  memoryBytes: 2.3e9,
  hasBytes: 6.6e9,
  gain: { right: 54, insteadOf: 29 },
};

/** The model of the sample answers, with an offer of a larger one. */
export const upgradableModel: Extract<ModelView, { readonly kind: 'present' }> = {
  kind: 'present',
  id: answerReport.model,
  name: 'Coder 0.5B',
  trainedRatios: [1, 0.5],
  costs: [],
  device: null,
  upgrade,
};

/** A model that has to be fetched first. */
export const missingModel: ModelView = {
  kind: 'missing',
  id: 'coder-0.5b',
  name: 'Coder 0.5B',
  downloadBytes: 5e8,
  memoryBytes: 1e9,
  reason: 'Not fetched yet.',
  canRunHere: true,
};

import type { LoadedModel } from '../../protocol/childProtocol';
import type { ModelManifest } from '../../protocol/modelManifest';
import type { Engine } from '../engine';

/** An engine with a model in it. */
export interface ModelSession {
  readonly engine: Engine;
  readonly manifest: ModelManifest;
  readonly loaded: LoadedModel;
}

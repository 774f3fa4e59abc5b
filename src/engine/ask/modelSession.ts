import type { LoadedModel } from '../../protocol/childProtocol';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { Engine } from '../engine';

/** An engine with a model in it. */
export interface ModelSession {
  readonly engine: Engine;
  readonly manifest: ModelDescription;
  readonly loaded: LoadedModel;
}

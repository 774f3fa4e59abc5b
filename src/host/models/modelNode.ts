import type { EngineStatus } from '../../engine/engine';
import type { ModelAdvice } from '../../modelkit/catalogue/adviseModels';
import type { DeviceAttempt } from '../../protocol/childProtocol';
import type { ListedModel } from './modelCatalogue';
import type { PullState } from './modelPulls';
import type { RemoteNode } from './remoteRows';

interface InstalledState {
  /** Answers when nothing else is named. */
  readonly isDefault: boolean;
  readonly isLoaded: boolean;
  /** Files compared with their digests in this session. */
  readonly isVerified: boolean;
}

/** A row of the models view. */
export type ModelNode =
  | {
      readonly kind: 'group';
      readonly group: 'embedded' | 'stored' | 'available' | 'remote';
      /** What is said beside its name. */
      readonly detail?: string;
    }
  | RemoteNode
  | { readonly kind: 'noEngine'; readonly message: string }
  | { readonly kind: 'device'; readonly status: EngineStatus }
  | { readonly kind: 'attempt'; readonly attempt: DeviceAttempt }
  | ({ readonly kind: 'installed'; readonly model: ListedModel } & InstalledState)
  | { readonly kind: 'available'; readonly advice: ModelAdvice; readonly pull: PullState };

export type InstalledNode = Extract<ModelNode, { readonly kind: 'installed' }>;
export type AvailableNode = Extract<ModelNode, { readonly kind: 'available' }>;

import { AppError, isCancelled } from '../../protocol/appError';
import type { UsedDevice } from '../../protocol/childProtocol';

/**
 * The thrown value, or in its place `engine-exited` where the runtime failed in words of its own, as
 * after a lost GPU. Whatever is left of the session then fails again, so the process has to go.
 */
export function asComputeError(error: unknown, device: UsedDevice): unknown {
  if (error instanceof AppError || isCancelled(error)) return error;
  const remedy =
    device === 'cpu' ? 'get or convert the model again' : 'choose the device "cpu" for it';
  return new AppError(
    'engine-exited',
    `The model failed while it computed on ${device}; ask again to start it anew, and ${remedy} if it happens again.`,
    { device },
    { cause: error },
  );
}

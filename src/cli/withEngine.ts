import { join } from 'node:path';
import type { Engine } from '../engine/engine';
import type { ModelSession } from '../engine/ask/modelSession';
import { LocalEngine } from '../engine/localEngine';
import type { DeviceName } from '../protocol/childProtocol';
import { deviceNames } from '../protocol/childProtocol';
import { storePaths } from '../modelkit/store/storePaths';
import { AppError } from '../protocol/appError';
import type { Logger } from '../protocol/logger';
import { silentLogger } from '../protocol/logger';
import type { CliContext } from './cliContext';
import type { ReadyModel } from './prepareModel';
import { requireRuntime } from './requireRuntime';

/** What `--device` may say. */
export type DeviceChoice = DeviceName | 'auto';

/** Code `invalid-argument` for a device that does not exist. */
export function parseDevice(text: string | undefined): DeviceChoice {
  if (text === undefined || text === 'auto') return 'auto';
  const device = deviceNames.find((name) => name === text);
  if (device !== undefined) return device;
  throw new AppError(
    'invalid-argument',
    `--device must be auto or one of ${deviceNames.join(', ')}, not "${text}".`,
  );
}

/** An engine with the model in it. */
export interface EngineSession extends ModelSession {
  /** The model as people are told of it. */
  readonly label: string;
}

interface EngineOptions {
  readonly device: DeviceChoice;
  readonly threads?: number | undefined;
  /** Measures the devices anew. Default false: what was found before holds. */
  readonly measureDevices?: boolean;
}

/** Starts an engine, loads the model, and closes the engine whatever `work` does. */
export async function withEngine<T>(
  model: ReadyModel,
  options: EngineOptions,
  context: CliContext,
  work: (session: EngineSession) => Promise<T>,
): Promise<T> {
  requireRuntime(context);
  const engine = createEngine(context);
  try {
    const loaded = await engine.load(
      {
        modelDir: model.folder,
        device: options.device,
        deviceMemory: storePaths(context.env).devices,
        measureDevices: options.measureDevices ?? false,
        ...(options.threads === undefined ? {} : { threads: options.threads }),
      },
      { signal: context.signal },
    );
    const { manifest } = model;
    const label = `${manifest.name} (${manifest.quantisation.format})`;
    return await work({ manifest, label, engine, loaded });
  } finally {
    await engine.close();
  }
}

function createEngine(context: CliContext): Engine {
  return new LocalEngine({
    childPath: join(context.rootDir, 'dist', 'inference.js'),
    logger: cliLogger(context),
  });
}

/** Lines on standard error with `TOKENSKIP_DEBUG=1`, else none. */
export function cliLogger(context: CliContext): Logger {
  if (context.env.TOKENSKIP_DEBUG !== '1') return silentLogger;
  return {
    log: (level, topic, message) => context.err.write(`[${level}] ${topic}: ${message}\n`),
  };
}

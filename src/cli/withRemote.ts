import { RemoteEngine } from '../engine/remote/remoteEngine';
import type { RemoteApi } from '../engine/remote/remoteApi';
import { remoteApis } from '../engine/remote/remoteApi';
import { remoteModel } from '../engine/remote/remoteModel';
import { AppError } from '../protocol/appError';
import type { CliContext } from './cliContext';
import type { EngineSession } from './withEngine';
import { cliLogger } from './withEngine';

/** The flags with which a command asks a server; the key comes from the environment. */
export const remoteFlags = {
  remote: { type: 'string' },
  api: { type: 'string' },
} as const;

export const remoteHelp = `  --remote URL       ask a server with the OpenAI protocol, such as http://localhost:8000/v1: the
                     question leaves this machine; --model is then the model's name there (default:
                     the server's first); its key comes from TOKENSKIP_API_KEY
  --api A            auto (default): the prompt as the model was trained with, as raw text; completions:
                     always so; chat: the server's own template`;

/** A model on a server. */
export interface RemoteChoice {
  readonly address: string;
  /** Undefined: the first one. */
  readonly name: string | undefined;
  readonly api: RemoteApi;
  /** Requests at once. */
  readonly parallel?: number;
}

/**
 * The server that the flags name; undefined without `--remote`. Code `invalid-argument` for an
 * unknown `--api`, or flags that only a model of this machine knows.
 */
export function remoteChoice(values: {
  readonly remote?: string | undefined;
  readonly api?: string | undefined;
  readonly model?: string | undefined;
  readonly device?: string | undefined;
  readonly threads?: string | undefined;
}): RemoteChoice | undefined {
  const { remote: address, api: text = 'auto', model: name } = values;
  const api = remoteApis.find((one) => one === text);
  if (api === undefined) {
    throw new AppError('invalid-argument', `--api must be one of ${remoteApis.join(', ')}.`);
  }
  if (address === undefined) return undefined;
  if (values.device !== undefined || values.threads !== undefined) {
    throw new AppError(
      'invalid-argument',
      '--device and --threads are for models of this machine: leave them out with --remote.',
    );
  }
  return { address, name, api };
}

/** Finds the model on the server and runs `work` with it. Codes `remote-*`, `invalid-argument`. */
export async function withRemote<T>(
  { address, name = '', api, parallel }: RemoteChoice,
  context: CliContext,
  work: (session: EngineSession) => Promise<T>,
): Promise<T> {
  const { TOKENSKIP_API_KEY: key } = context.env;
  const engine = new RemoteEngine({
    address,
    ...(key === undefined ? {} : { key }),
    ...(parallel === undefined ? {} : { parallel }),
    logger: cliLogger(context),
  });
  try {
    const loaded = await engine.load(
      { modelDir: name, device: 'auto' },
      { signal: context.signal },
    );
    const manifest = remoteModel(engine.info, api);
    return await work({ engine, loaded, manifest, label: `${manifest.name} (${engine.host})` });
  } finally {
    await engine.close();
  }
}

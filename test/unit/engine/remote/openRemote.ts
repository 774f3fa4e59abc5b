import { onTestFinished } from 'vitest';
import { RemoteEngine } from '../../../../src/engine/remote/remoteEngine';
import type { RemoteEngineOptions } from '../../../../src/engine/remote/remoteEngineOptions';
import type { GenerateParams } from '../../../../src/protocol/childProtocol';
import { CompletionServer } from './completionServer';

/** A server that runs until the test ends. */
export async function openServer(): Promise<{ server: CompletionServer; address: string }> {
  const server = new CompletionServer();
  const address = await server.start();
  onTestFinished(() => server.stop());
  return { server, address };
}

/** A server and an engine with its one model loaded; both end with the test. */
export async function openRemote(
  options: Partial<RemoteEngineOptions> = {},
): Promise<{ server: CompletionServer; engine: RemoteEngine }> {
  const { server, address } = await openServer();
  const engine = new RemoteEngine({ address, retryDelayMs: 1, ...options });
  onTestFinished(() => engine.close());
  await engine.load({ modelDir: '', device: 'auto' });
  return { server, engine };
}

/** One prompt of ordinary text for each of `texts`. */
export function say(...texts: readonly string[]): GenerateParams {
  return { prompts: texts.map((text) => [{ kind: 'text', text }]), maxNewTokens: 64 };
}

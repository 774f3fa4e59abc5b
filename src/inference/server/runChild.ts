import { protocolVersion } from '../../protocol/childProtocol';
import type { InferenceServerOptions } from './inferenceServer';
import { InferenceServer } from './inferenceServer';
import { ProcessTransport } from './processTransport';
import { watchParent } from './watchParent';

/** Makes this process an inference child: it answers its parent until that closes it or dies. */
export function runChild(
  work: Pick<InferenceServerOptions, 'loadRuntime' | 'compareModels'>,
  versions: Readonly<Record<string, string>>,
): void {
  process.title = 'tokenskip-inference';
  // Ctrl-C in a terminal reaches the whole process group: the parent decides what it means.
  process.on('SIGINT', () => undefined);
  watchParent();
  const transport = new ProcessTransport();
  // Nobody is left to read an exit code, and an orderly exit can wait for a GPU.
  transport.onClose(() => process.kill(process.pid, 'SIGKILL'));
  const server = new InferenceServer({
    ...work,
    transport,
    onClosed: () => void transport.flushed().then(() => process.exit(0)),
  });
  server.announce({
    protocolVersion,
    pid: process.pid,
    versions: { node: process.versions.node, ...versions },
  });
}

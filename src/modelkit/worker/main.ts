import { toErrorData } from '../../protocol/appError';
import { accept } from '../../protocol/guards';
import type { ModelJobEvent } from '../../protocol/modelJob';
import { modelJob } from '../../protocol/modelJob';
import { runJob } from './runJob';

/** A job's process, forked with the job as its only argument: it says how it goes and ends. */
async function main(): Promise<void> {
  process.title = 'tokenskip-models';
  const abort = new AbortController();
  // The parent closes the channel to stop the job; when it has died the channel is closed as well.
  process.once('disconnect', () => abort.abort());
  process.on('SIGINT', () => undefined);
  const checked = accept(modelJob, JSON.parse(process.argv[2] ?? 'null'), 'job');
  if (!checked.ok) throw new Error(checked.problem);
  try {
    const folder = await runJob(checked.value, { signal: abort.signal, send });
    await send({ kind: 'done', folder });
  } catch (error) {
    const { code, message } = toErrorData(error);
    await send({ kind: 'failed', error: { code, message } });
  }
  if (process.connected) process.disconnect();
}

/** Resolves when the parent has it, or is gone. */
function send(event: ModelJobEvent): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(event, undefined, undefined, () => resolve());
  });
}

void main();

import { stopped } from '../protocol/appError';
import type { CompareParams, CompareResult } from '../protocol/compareProtocol';
import { EngineProcess } from './engineProcess';
import type { LocalEngineOptions } from './localEngineOptions';
import { defaultEngineOptions } from './localEngineOptions';

export interface CompareOptions {
  readonly signal: AbortSignal;
  /** The text of this prompt was compared. */
  readonly onText: (row: number) => void;
}

/**
 * How far one model's next-token distributions are from another's on given texts, in a process of
 * its own that ends with the answer.
 *
 * @throws AppError those of starting an engine; `model-not-found`, `model-file-invalid`;
 *   `invalid-argument` for models of different tokenizers; `question-too-long`; `cancelled`
 */
export async function compareModels(
  params: CompareParams,
  engine: LocalEngineOptions,
  { signal, onText }: CompareOptions,
): Promise<CompareResult> {
  if (signal.aborted) throw stopped();
  const options = { ...defaultEngineOptions, ...engine, onExit: () => undefined };
  const child = await EngineProcess.start(options, signal);
  try {
    child.rpc.onEvent('compared', ({ row }) => onText(row));
    return await child.rpc.request('compare', params, { signal });
  } finally {
    // It has nothing to keep, and after a stop nothing to finish.
    child.rpc.dispose();
    child.kill();
    await child.exited;
  }
}

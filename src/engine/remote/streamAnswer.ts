import { AppError, stopped } from '../../protocol/appError';
import { EventStream } from '../../protocol/remote/eventStream';
import type { StreamEvent } from '../../protocol/remote/streamEvent';
import { errorMessage, parseJson, readStreamEvent } from '../../protocol/remote/streamEvent';
import { PassingFailure, stalled, streamFailure } from './remoteFailure';
import type { RemoteCall } from './remoteHttp';
import { readText, remoteHttp, unlessStopped, withoutKey } from './remoteHttp';
import { StallTimer } from './stallTimer';

export type StreamPiece = Extract<StreamEvent, { readonly kind: 'piece' }>;

/** What comes after the end of the text, usage and [DONE], comes at once or is not worth a wait. */
const lastWordsMs = 5_000;

/**
 * The pieces of a streamed completion as they come; ends when the server has said why the answer
 * ended, whatever becomes of the connection after that. Leaving the loop closes the connection, which
 * stops the server's work. The server waits while a piece is worked on. Comments and empty pieces are no end of a silence.
 *
 * Rejects with AppError (`remote-*`, `cancelled`) or PassingFailure.
 */
export async function* streamAnswer(call: RemoteCall): AsyncGenerator<StreamPiece> {
  const { host } = call.url;
  const response = await remoteHttp(call);
  const type = response.headers['content-type'] ?? '';
  if (!/^text\/event-stream\b/i.test(type)) {
    const text = await readText(response, call, 64_000).catch(unlessStopped);
    const said = withoutKey(errorMessage(parseJson(text)), call.key);
    throw said === undefined ? notStreaming(host, type) : streamFailure(undefined, said, host);
  }
  const stall = new StallTimer(call.stallTimeoutMs, () =>
    response.destroy(stalled(call.stallTimeoutMs, host)),
  );
  const events = new EventStream();
  const decoder = new TextDecoder();
  let hasText = false;
  let isFinished = false;
  try {
    for await (const bytes of response as AsyncIterable<Uint8Array>) {
      for (const data of events.push(decoder.decode(bytes, { stream: true }))) {
        const event = readStreamEvent(data);
        if (event.kind === 'error') {
          throw streamFailure(event.status, withoutKey(event.message, call.key), host);
        }
        if (event.kind === 'unreadable') throw unreadable(host);
        if (event.kind === 'done') return;
        if (event.thought !== '' || event.text !== '') {
          hasText = true;
          stall.restart();
        }
        if (event.finishReason !== undefined && !isFinished) {
          isFinished = true;
          stall.restart(lastWordsMs);
        }
        yield event;
      }
    }
  } catch (error) {
    if (isFinished && !call.signal.aborted) return;
    if (error instanceof AppError || error instanceof PassingFailure) throw error;
    if (call.signal.aborted) throw stopped();
    throw cut(host, hasText, error);
  } finally {
    stall.stop();
    response.destroy();
  }
  if (!isFinished) throw cut(host, hasText, undefined);
}

function cut(host: string, hasText: boolean, cause: unknown): PassingFailure {
  const sentence = hasText
    ? `The connection to ${host} ended in the middle of the answer: ask again.`
    : // llama-cpp-python 0.3.36 ends like this when the prompt is longer than its context.
      `${host} ended the answer before its first word: ask a shorter question, or look at the server's log.`;
  return new PassingFailure(new AppError('remote-cut', sentence, undefined, { cause }));
}

function notStreaming(host: string, type: string): AppError {
  return new AppError(
    'remote-not-streaming',
    `${host} answered with ${type === '' ? 'no type' : type.slice(0, 60)} instead of a stream: switch streaming on there, or correct the address.`,
  );
}

function unreadable(host: string): AppError {
  return new AppError(
    'remote-refused',
    `${host} streams something other than completions: correct the address of the server.`,
  );
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  /** Undefined for a GET. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** Answers one request. */
export type Answer = (response: ServerResponse, seen: SeenRequest) => void | Promise<void>;

/** A server that speaks the protocol; completions are answered as told, in order. */
export class CompletionServer {
  readonly seen: SeenRequest[] = [];
  /** For the next completions; the last one stays. */
  answers: Answer[] = [says('4')];
  /** For everything but completions. */
  other: Answer = (response, { path }) =>
    path === '/v1/models' ? json(200, oneModel)(response) : json(404, {})(response);
  /** Completions that are open now, and the most there were at once. */
  open = 0;
  mostOpen = 0;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Starts listening; returns the address. */
  async start(): Promise<string> {
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
  }

  get completions(): readonly SeenRequest[] {
    return this.seen.filter(({ path }) => path.endsWith('completions'));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const text = Buffer.concat(pieces).toString('utf8');
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      key: request.headers.authorization,
      body: text === '' ? undefined : (JSON.parse(text) as SeenRequest['body']),
    };
    this.seen.push(seen);
    if (!seen.path.endsWith('completions')) return this.other(response, seen);
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    response.on('close', () => (this.open -= 1));
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    await answer?.(response, seen);
  }
}

const oneModel = { data: [{ id: 'qwen2.5-7b-tokenskip', max_model_len: 2048 }] };

export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

export function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

export function piece(text: string, finish_reason: string | null = null): string {
  return event({ choices: [{ index: 0, text, finish_reason }] });
}

/** A piece of a chat. */
export function delta(
  words: Readonly<Record<string, string>>,
  finish_reason: string | null = null,
): string {
  return event({ choices: [{ index: 0, delta: words, finish_reason }] });
}

/** Begins a stream with these events and leaves it open. */
export function begin(response: ServerResponse, ...events: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  for (const one of events) response.write(one);
}

/** A whole answer, one piece a word, with the usage at the end. */
export function says(text: string): Answer {
  return (response) => {
    const words = text.match(/\s*\S+/g) ?? [];
    begin(response, ...words.map((word) => piece(word)), piece('', 'stop'));
    const usage = { prompt_tokens: 9, completion_tokens: words.length };
    response.end(`${event({ choices: [], usage })}data: [DONE]\n\n`);
  };
}

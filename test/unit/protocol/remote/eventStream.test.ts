import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../../src/protocol/remote/eventStream';

/** Events of `text` when it comes in pieces of `size` characters. */
function inPieces(text: string, size: number): readonly string[] {
  const stream = new EventStream();
  const events: string[] = [];
  for (let at = 0; at < text.length; at += size)
    events.push(...stream.push(text.slice(at, at + size)));
  return events;
}

describe('an event stream', () => {
  const lines = [
    '\uFEFFdata: first',
    '',
    ': a comment',
    'event: message',
    'id: 7',
    'data:no blank',
    'data:  two blanks',
    '',
    '',
    'data',
    'retry: 10',
    '',
    'data: [DONE]',
    '',
    'data: without an end',
  ];
  const expected = ['first', 'no blank\n two blanks', '[DONE]'];

  it.each(['\n', '\r\n', '\r'])('is the same in pieces of every size, lines ended by %j', (end) => {
    const text = lines.join(end);
    for (let size = 1; size <= text.length; size += 1)
      expect(inPieces(text, size)).toEqual(expected);
  });

  it('refuses an event that never ends, and takes any number of others', () => {
    const stream = new EventStream();
    const comment = `: ${'x'.repeat(900)}\n`;
    for (let count = 0; count < 5000; count += 1) stream.push(comment);
    const endless = (): void => {
      for (let count = 0; count < 1200; count += 1) stream.push(`data: ${'y'.repeat(900)}\n`);
    };
    expect(endless).toThrow(expect.objectContaining({ code: 'remote-refused' }) as Error);
  });
});

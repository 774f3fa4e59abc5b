import type { TextSink } from '../cliContext';
import { terminalText } from './terminalText';

/** The answer in a frame on a terminal wide enough for it, `Answer: …` elsewhere. */
export function answerBox(answer: string, sink: TextSink): string {
  const shown = terminalText(answer);
  const lines = shown.split('\n');
  const width = Math.max(...lines.map(columnsOf));
  if (!sink.isTerminal || width + 4 > sink.columns) return `Answer: ${shown}`;
  const bar = '─'.repeat(width + 2);
  const body = lines.map((line) => `│ ${line}${' '.repeat(width - columnsOf(line))} │`);
  return [`┌${bar}┐`, ...body, `└${bar}┘`].join('\n');
}

/** Code points: the box of an answer in wide characters is too narrow, which nothing depends on. */
function columnsOf(line: string): number {
  return Array.from(line).length;
}

/** What a line comment begins with, by its marker: indentation, marker, one blank. */
export function lineMarkerPattern(marker: string): RegExp {
  return new RegExp(`${start(marker)} ?`, 'i');
}

/** The beginning of a commented line, for another line below it. */
export function lineMarkerOf(line: string, marker: string): string {
  const found = new RegExp(`${start(marker)}[ \\t]*`, 'i').exec(line)?.[0] ?? `${marker} `;
  // A marker alone on its line has no blank to copy.
  return /\s$/.test(found) ? found : `${found} `;
}

/** `//` stands for `///` and `//!` too; `REM` is a word. */
function start(marker: string): string {
  const escaped = escape(marker);
  const more = /\w$/.test(marker) ? '\\b' : `${escape(marker.slice(-1))}*!?`;
  return `^\\s*${escaped}${more}`;
}

function escape(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}

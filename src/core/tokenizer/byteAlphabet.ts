/**
 * The printable alphabet in which byte-level tokenizers write bytes: `byteSymbols[b]` is the
 * character for byte b. Printable Latin-1 stands for itself; the other 68 bytes, in order, are
 * U+0100 and up (a space is "Ġ", a line feed is "Ċ").
 *
 * Source: openai/gpt-2 src/encoder.py#bytes_to_unicode
 */
export const byteSymbols: readonly string[] = makeSymbols();

/** Byte of a symbol's UTF-16 unit, -1 for every unit that is no symbol. Length 324 (U+0143 + 1). */
const bytesByUnit: Int16Array = makeBytes();

function standsForItself(byte: number): boolean {
  return (
    (byte >= 0x21 && byte <= 0x7e) ||
    (byte >= 0xa1 && byte <= 0xac) ||
    (byte >= 0xae && byte <= 0xff)
  );
}

function makeSymbols(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(standsForItself(byte) ? byte : next++),
  );
}

function makeBytes(): Int16Array {
  const bytes = new Int16Array(0x144).fill(-1);
  byteSymbols.forEach((symbol, byte) => (bytes[symbol.charCodeAt(0)] = byte));
  return bytes;
}

/** The byte for this UTF-16 unit of a token, or -1 when the unit is no byte symbol. */
export function byteOfUnit(unit: number): number {
  return unit < bytesByUnit.length ? bytesByUnit[unit]! : -1;
}

/** The bytes a token stands for, or undefined when it holds a character outside the alphabet. */
export function tokenToBytes(token: string): Uint8Array | undefined {
  const bytes = new Uint8Array(token.length);
  for (let i = 0; i < token.length; i++) {
    const byte = byteOfUnit(token.charCodeAt(i));
    if (byte < 0) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

/** The token in the byte alphabet for the first `length` bytes. */
export function bytesToToken(bytes: Uint8Array, length: number): string {
  let token = '';
  for (let i = 0; i < length; i++) token += byteSymbols[bytes[i]!]!;
  return token;
}

/**
 * Writes `text` as UTF-8 into `target` from index 0 and returns the number of bytes written.
 * A lone surrogate becomes U+FFFD, as TextEncoder does (core has no TextEncoder).
 *
 * `target` must hold `3 * text.length` bytes, the most that UTF-16 units can need.
 */
export function writeUtf8(text: string, target: Uint8Array): number {
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      target[at++] = point;
      continue;
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      point = text.codePointAt(i) ?? 0xfffd;
      if (point > 0xffff) i++;
      else point = 0xfffd;
    }
    if (point < 0x800) {
      target[at++] = 0xc0 | (point >> 6);
    } else {
      if (point < 0x10000) {
        target[at++] = 0xe0 | (point >> 12);
      } else {
        target[at++] = 0xf0 | (point >> 18);
        target[at++] = 0x80 | ((point >> 12) & 63);
      }
      target[at++] = 0x80 | ((point >> 6) & 63);
    }
    target[at++] = 0x80 | (point & 63);
  }
  return at;
}

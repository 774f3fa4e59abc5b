import { writeUtf8 } from '../../core/tokenizer/utf8';

/**
 * Where each byte of a normalised text came from.
 *
 * `startOffsets[b]` and `endOffsets[b]` are the UTF-16 bounds (end exclusive), in the original text,
 * of the character that byte `b` of the normalised text's UTF-8 belongs to. Bytes that have no token
 * are left out, as they are when the text is encoded.
 */
export interface SourceOffsets {
  readonly startOffsets: readonly number[];
  readonly endOffsets: readonly number[];
}

/**
 * Source bounds of every byte of `normalise(text)`.
 *
 * Composition never reaches across a character that cannot be part of a longer composed form, so
 * the text is normalised stretch by stretch (one base character with its marks, or a run of Hangul
 * letters); where a stretch changes, all of it is the source of each of its bytes. Should a stretch
 * turn out to depend on its neighbours, the whole text becomes one stretch.
 */
export function sourceOffsets(
  text: string,
  normalise: (text: string) => string,
  byteIds: Int32Array,
): SourceOffsets {
  const whole = normalise(text);
  let stretches = whole === text ? Array.from(text) : (text.match(stretchPattern) ?? []);
  if (whole !== text && stretches.map(normalise).join('') !== whole) stretches = [text];
  const startOffsets: number[] = [];
  const endOffsets: number[] = [];
  let at = 0;
  for (const stretch of stretches) {
    const normalised = normalise(stretch);
    for (const char of normalised === stretch ? stretch : [stretch]) {
      const count = encodedBytes(normalised === stretch ? char : normalised, byteIds);
      for (let i = 0; i < count; i++) {
        startOffsets.push(at);
        endOffsets.push(at + char.length);
      }
      at += char.length;
    }
  }
  return { startOffsets, endOffsets };
}

/** Bytes of the text that have a token. */
function encodedBytes(text: string, byteIds: Int32Array): number {
  const bytes = new Uint8Array(text.length * 3);
  const length = writeUtf8(text, bytes);
  let count = 0;
  for (let i = 0; i < length; i++) if (byteIds[bytes[i]!]! >= 0) count++;
  return count;
}

const stretchPattern = /[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]+\p{M}*|\P{M}\p{M}*|\p{M}+/gu;

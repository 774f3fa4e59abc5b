import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeUtf8 } from '../../../../src/core/tokenizer/utf8';

it('writes what TextEncoder writes, lone surrogates included', () => {
  const point = fc.integer({ min: 0, max: 0x10ffff }).map((value) => String.fromCodePoint(value));
  const lone = fc.constantFrom('\ud800', '\udfff', 'a\udc00\ud83d', '\ud83d\ud83d\ude00');
  const text = fc.array(fc.oneof(point, lone)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const target = new Uint8Array(value.length * 3);
      const length = writeUtf8(value, target);
      expect(target.slice(0, length)).toEqual(new TextEncoder().encode(value));
    }),
  );
});

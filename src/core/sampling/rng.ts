/** A seeded source of random numbers: the same seed gives the same sequence on every machine. */
export interface Rng {
  /** An integer in 0 … 2^32 - 1. */
  readonly nextUint32: () => number;
  /** A multiple of 2^-53 in [0, 1): two draws. */
  readonly nextFloat: () => number;
}

/**
 * An xoshiro128** generator. `seed` is any finite number; its integer part modulo 2^64 counts, so
 * seeds a step apart give unrelated sequences. Not for secrets.
 *
 * Source: Blackman and Vigna, «Scrambled linear pseudorandom number generators» (xoshiro128**
 * 1.1); the state is filled by splitmix32, as its authors advise, since it must not be all zero.
 */
export function createRng(seed: number): Rng {
  const whole = Number.isFinite(seed) ? Math.trunc(seed) : 0;
  // `| 0` reduces modulo 2^32; the second word keeps seeds apart that differ above bit 32.
  let mix = (whole | 0) ^ Math.imul(Math.floor(whole / 0x1_0000_0000) | 0, 0x85eb_ca6b);
  const splitmix = (): number => {
    mix = (mix + 0x9e37_79b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85eb_ca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2_ae35);
    return z ^ (z >>> 16);
  };
  return xoshiro128(splitmix(), splitmix(), splitmix(), splitmix());
}

/** The generator with a given state of four 32-bit words, not all zero. Exported for its test. */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): Rng {
  const nextUint32 = (): number => {
    const scaled = Math.imul(s1, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
  const nextFloat = (): number => {
    const high = nextUint32() >>> 5;
    const low = nextUint32() >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  };
  return { nextUint32, nextFloat };
}

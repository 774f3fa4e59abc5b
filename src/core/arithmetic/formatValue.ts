import type { Rational } from '../rational';

/** Most digits after the point that are written out as exact. */
const maxPlaces = 10;

/** How a number is written. */
export interface ValueStyle {
  readonly currency: string;
  /** Money with two places throughout: $6.00 where its parts are $1.50. */
  readonly hasCents: boolean;
  readonly separator: string;
  readonly isPercent: boolean;
  readonly radix: 2 | 10 | 16;
  /** For hexadecimal and binary numbers: filled up with zeros to this width. */
  readonly digitCount: number;
  readonly isUpperCase: boolean;
}

export const plainStyle: ValueStyle = {
  currency: '',
  hasCents: false,
  separator: '',
  isPercent: false,
  radix: 10,
  digitCount: 0,
  isUpperCase: true,
};

/**
 * `value` written out exactly in `style`: integers plain, money with two places or none. Undefined
 * if that takes more than 10 decimal places, or for what hexadecimal and binary cannot say.
 */
export function formatExact(value: Rational, style: ValueStyle): string | undefined {
  if (style.radix !== 10) return formatRadix(value, style);
  const shown = style.isPercent ? value.numerator * 100n : value.numerator;
  for (let places = 0; places <= maxPlaces; places += 1) {
    const scaled = shown * 10n ** BigInt(places);
    if (scaled % value.denominator !== 0n) continue;
    const isMoney = style.currency !== '' && !style.isPercent;
    const missing = isMoney && (places === 1 || (places === 0 && style.hasCents)) ? 2 - places : 0;
    const digits = (scaled / value.denominator) * 10n ** BigInt(missing);
    return decorate(digits, places + missing, style);
  }
  return undefined;
}

/** `value` rounded to `places` decimal places, half away from zero. */
export function formatRounded(value: Rational, places: number, style: ValueStyle): string {
  const factor = 10n ** BigInt(places) * (style.isPercent ? 100n : 1n);
  const sign = value.numerator < 0n ? -1n : 1n;
  const twice = value.numerator * sign * factor * 2n + value.denominator;
  return decorate((sign * twice) / (value.denominator * 2n), places, style);
}

function decorate(scaled: bigint, places: number, style: ValueStyle): string {
  const sign = scaled < 0n ? '-' : '';
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const grouped =
    style.separator === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, () => style.separator);
  const fraction = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${sign}${style.currency}${grouped}${fraction}${style.isPercent ? '%' : ''}`;
}

function formatRadix({ numerator, denominator }: Rational, style: ValueStyle): string | undefined {
  if (denominator !== 1n || numerator < 0n) return undefined;
  const digits = numerator.toString(style.radix).padStart(style.digitCount, '0');
  const cased = style.isUpperCase ? digits.toUpperCase() : digits;
  return `${style.radix === 16 ? '0x' : '0b'}${cased}`;
}

import type { Check } from '../guards';
import { oneOf } from '../guards';

/** What the ratio picker offers, in its order; the texts are those of `--ratio`. */
export const ratioSettings = ['auto', '1.0', '0.9', '0.8', '0.7', '0.6', '0.5'] as const;
export type RatioSetting = (typeof ratioSettings)[number];

export const ratioSetting: Check<RatioSetting> = oneOf(ratioSettings);

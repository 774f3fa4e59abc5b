import type { DevMathKind } from './form';
import { bitArithmetic } from './kinds/bitArithmetic';
import { byteUnits } from './kinds/byteUnits';
import { combinatorics } from './kinds/combinatorics';
import { dates } from './kinds/dates';
import { loops } from './kinds/loops';
import { modular } from './kinds/modular';
import { ordering } from './kinds/ordering';
import { percentages } from './kinds/percentages';
import { probability } from './kinds/probability';
import { ranges } from './kinds/ranges';
import { rates } from './kinds/rates';
import { setCounting } from './kinds/setCounting';
import { timeUnits } from './kinds/timeUnits';
import { truthTellers } from './kinds/truthTellers';

/** All kinds of questions, each a row of its own in the tables. */
export const devMathKinds: readonly DevMathKind[] = [
  byteUnits,
  timeUnits,
  percentages,
  bitArithmetic,
  modular,
  ranges,
  rates,
  probability,
  combinatorics,
  dates,
  ordering,
  truthTellers,
  setCounting,
  loops,
];

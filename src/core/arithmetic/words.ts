const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** LaTeX commands by what they are here. Those not listed have no value: greek letters, functions. */
export const textCommands = set(
  'text textbf textit textrm texttt textsf textnormal mathrm mathbf mathit mathsf mathtt mbox operatorname',
);
/** Commands whose braces only concern looks. */
export const frameCommands = set('boxed fbox displaystyle underline emph');
export const blankCommands = set(
  'quad qquad left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr displaystyle limits',
);
export const approximateCommands = set('approx simeq sim thickapprox');
/** Commands that stand between two statements. */
export const breakCommands = set(
  'le leq ge geq lt gt ne neq equiv to rightarrow Rightarrow implies iff Leftrightarrow longrightarrow Longrightarrow therefore because pm mp pmod in item hline',
);

/** Words that begin a statement: what stands before them is over. */
export const statementWords = set(
  'is are was were be so then which that therefore thus because since but if when has have had give gives get gets make makes we she he they it i you let and hence where while find calculate subtract add multiply divide',
);

/** Words that change the number behind them: 5 + 3 in «twice 5 + 3» is not all that is meant. */
export const modifierWords = set(
  'half third thirds quarter quarters fourth fourths fifth fifths twice double triple thrice than times less more absolute',
);
/** So do these before «of» or «when»: «the average of 10 + 20», «the remainder when 17 / 5». */
export const functionWords = set(
  'root remainder average mean median mode logarithm log floor ceiling maximum minimum',
);
/** A number behind one of these names a thing: «item 2», «day 1»; behind one of `eachWords` it does not. */
export const numberedWords = set(
  'item day week month year number step part question problem case version room chapter page row column grade player team node index round phase stage lap class level floor',
);
export const eachWords = set('each every per a one this that next last first');

/** Between `=` and a stated number they say that it is rounded. */
export const roundingWords = set('about approximately around roughly nearly almost circa');
/** Between `=` and a stated number they say nothing. */
export const emptyWords = set('only exactly just a an the total of');

/** Measures by family: a value in one may rightly stand for another in a second of its family. */
const measures = new Map(
  [
    'second minute hour day week month year decade century sec min hr',
    'inch foot yard mile meter metre centimeter kilometer millimeter cm mm km m ft in yd mi',
    'cent penny nickel dime dollar usd',
    // An ounce is both.
    'ounce pound ton gram kilogram milligram oz lb kg g mg cup pint quart gallon liter litre milliliter teaspoon tablespoon ml l',
    'byte bit kb mb gb tb',
  ].flatMap((family, index) => family.split(' ').map((word) => [word, index] as const)),
);
const irregularMeasures: Readonly<Record<string, string>> = {
  feet: 'foot',
  inche: 'inch',
  pennie: 'penny',
  centurie: 'century',
};

/** A unit that can be converted into others of its family. */
export interface Measure {
  readonly name: string;
  readonly family: number;
}

/** The measure that `unit`, a word without its final s, names; undefined for other words. */
export function measureOf(unit: string): Measure | undefined {
  const name = Object.hasOwn(irregularMeasures, unit) ? irregularMeasures[unit]! : unit;
  const family = measures.get(name);
  return family === undefined ? undefined : { name, family };
}

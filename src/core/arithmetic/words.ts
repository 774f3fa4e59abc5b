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
  'half third thirds quarter quarters fourth fourths fifth fifths twice double triple thrice than times less more absolute choose power',
);
/** So do these before «of» or «when»: «the average of 10 + 20», «the remainder when 17 / 5». */
export const functionWords = set(
  'root remainder average mean median mode logarithm log floor ceiling maximum minimum',
);
/** Directly behind a number they change it: 3 squared, 2 thirds, 5 to the fourth. Without a final s. */
export const factorWords = set(
  'squared cubed factorial choose half halve third fourth fifth sixth eighth tenth hundredth thousandth to',
);
/** Behind a whole number they say that its rest is left out: «3, remainder 2», «14 full weeks». */
export const wholeWords = set(
  'rem remainder remaining left leftover rounded rounding truncated floor integer whole full complete',
);
/** A number behind one of these names a thing: «item 2», «day 1»; behind one of `eachWords` it does not. */
export const numberedWords = set(
  'item day week month year number step part question problem case version room chapter page row column grade player team node index round phase stage lap class level floor',
);
export const eachWords = set('each every per a one this that next last first');

/** They make a number a day: 28 March. */
export const monthWords = set(
  'january february march april may june july august september october november december',
);

/** Between `=` and a stated number they say that it is rounded. */
export const roundingWords = set('about approximately around roughly nearly almost circa');
/** Between `=` and a stated number they say nothing. */
export const emptyWords = set('only exactly just a an the total of');

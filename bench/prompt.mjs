// The text that is read: word problems as people ask them, different ones, so that nothing repeats.

/** Fewer than any problem of the prompt has, so that enough problems are written. */
const tokensPerProblem = 20;

/** What the run that is not counted reads. */
const leastTokens = 64;

const people = ['Ana', 'Ben', 'Chloe', 'Dmitri', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas'];
const things = [
  'apples',
  'tickets',
  'pencils',
  'stamps',
  'eggs',
  'litres of paint',
  'bolts of cloth',
];
const places = ['at the market', 'in the library', 'on Tuesday', 'for the school', 'before lunch'];

const problems = [
  (v) =>
    `${v.who} buys ${v.a} ${v.thing} ${v.place} for $${v.b} each and pays with $${v.a * v.b + v.c}. How much change does ${v.who} get?`,
  (v) =>
    `A train goes ${v.a * 10} km in ${v.b} hours. At the same speed, how far does it go in ${v.c} hours?`,
  (v) =>
    `${v.who} had ${v.a * v.b} ${v.thing}. A third of them were given to ${v.other} and ${v.c} were lost ${v.place}. How many are left?`,
  (v) => `Solve for $x$: $${v.a}x + ${v.b} = ${v.a * v.c + v.b}$. Write each step on its own line.`,
  (v) =>
    `${v.who} is ${v.a} years older than ${v.other}. In ${v.b} years their ages add up to ${v.a + 2 * v.b + 2 * v.c}. How old is ${v.other} now?`,
  (v) =>
    `A rectangle is ${v.a} cm by ${v.b} cm. Its sides grow by ${v.c} %. By how many per cent does the area grow?`,
];

/** English and LaTeX text of `count` different problems; the same text for the same count. */
function promptText(count) {
  let state = 20_251;
  // Numerical Recipes' linear congruence: plain, and the same everywhere.
  const next = (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: count }, (_, index) => {
    const values = {
      who: people[next(people.length)],
      other: people[next(people.length)],
      thing: things[next(things.length)],
      place: places[next(places.length)],
      a: 3 + next(27),
      b: 2 + next(18),
      c: 1 + next(9),
    };
    return `${index + 1}. ${problems[next(problems.length)](values)}`;
  }).join('\n');
}

/** The prompt for the longest of the contexts: its text, and its ids for the model in `modelDir`. */
export async function encodePrompt(product, modelDir, contexts) {
  const longest = Math.max(...contexts, leastTokens);
  const text = promptText(Math.ceil(longest / tokensPerProblem));
  const tokenizer = await product.loadTokenizer(modelDir);
  const promptIds = tokenizer.encodeText(text);
  if (promptIds.length < longest) {
    throw new Error(`The prompt has ${promptIds.length} tokens instead of ${longest}.`);
  }
  return { text, promptIds };
}

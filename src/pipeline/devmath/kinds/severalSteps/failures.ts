import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const flakySuite = definePlainForm({
  name: 'flakySuite',
  draw: (pick) => ({
    p: pick.multiple(10, 10, 90),
    day: pick.int(2, 40),
    thing: pick.of(['tests', 'checks', 'downloads', 'jobs']),
  }),
  templates: [
    'A suite has three flaky {thing}. Each of them passes with {p}% probability, independently. What is the probability in percent that at least one of the three fails?',
    'How likely is a red build, in percent? Three independent {thing}, each green in {p}% of the runs, and one failure is enough.',
    '3 independent {thing}, P(pass) = {p}% each. P(at least one of the 3 fails) in percent?',
    'we have 3 unstable {thing}, each one is ok {p}% of the time. chance in percent that something breaks in a run',
    'Run number {day} of today is starting. It is green only if all three {thing} succeed, which each one does in {p}% of the cases, whatever the others do. With which probability, in percent, is it not green?',
  ],
  goal: 'the probability of at least one failure',
  unit: 'percent',
  steps: [
    {
      title: 'Find when two pass',
      text: '[two of them pass together in, as percent|we multiply for two and divide by 100 for percent]',
      work: '{p} * {p} / 100',
    },
    {
      title: 'Find when all three pass',
      text: '[the third one passes as well|with the third one, which passes in {p} percent, it is]',
      work: '{1} * {p} / 100',
    },
    {
      title: 'Take the rest',
      text: '[in all other cases at least one fails|whatever is missing to 100 percent has a failure]',
      work: '100 - {2}',
    },
  ],
});

const retrySucceeds = definePlainForm({
  name: 'retrySucceeds',
  draw: (pick) => ({
    p: pick.multiple(5, 10, 90),
    ms: pick.multiple(50, 100, 900),
    what: pick.of(['A request', 'An upload', 'A login', 'A payment', 'A handshake']),
  }),
  templates: [
    '{what} fails with {p}% probability. If it fails, it is tried one more time, independently. What is the probability in percent that it works in the end?',
    'Success probability in percent with one retry? A single attempt fails in {p}% of the cases.',
    'p_fail = {p}% per attempt, 2 attempts at most, independent. success in percent?',
    'my call breaks {p}% of the time[, timeout {ms} ms|]. i retry once if it does. what share of the calls goes through then, in percent',
    'Attempts do not influence each other, and each one goes wrong with a probability of {p} percent. There is one retry. How often, in percent, does it end well?',
  ],
  goal: 'the probability of success',
  unit: 'percent',
  steps: [
    {
      title: 'Find when both attempts fail',
      text: '[it fails in the end if both attempts fail|both must fail, so we multiply and divide by 100 for percent]',
      work: '{p} * {p} / 100',
    },
    {
      title: 'Take the rest',
      text: '[otherwise it works|everything else ends well]',
      work: '100 - {1}',
    },
  ],
  otherSteps: [
    {
      title: 'Find when the first attempt works',
      text: '[it works at once in|the first attempt is enough in]',
      work: '100 - {p}',
    },
    {
      title: 'Find when the retry works',
      text: 'in {p} percent there is a retry, and {1} percent of the retries work',
      work: '{p} * {1} / 100',
    },
    {
      title: 'Add both',
      text: '[both are ways to succeed|together these succeed]',
      work: '{1} + {2}',
    },
  ],
});

const extraMinutes = definePlainForm({
  name: 'extraMinutes',
  draw: (pick, size) => ({
    n: pick.multiple(20, 20, 150 * size),
    p: pick.of([2, 4, 5, 10, 15, 20, 25]),
    each: pick.int(2, 25),
    team: pick.int(3, 12),
  }),
  templates: [
    'There are {n} builds a week, and {p}% of them fail for no reason and have to be repeated once. A build takes {each} minutes. How many minutes a week are lost on average?',
    'Expected minutes lost: {n} runs, {p}% of them must run again, {each} minutes per run?',
    'runs: {n}\nrerun rate: {p}%\nduration: {each} min\nexpected extra minutes: ?',
    'our team of {team} does {n} deployments, {p} percent need a second try, that costs {each} minutes each time. how many minutes should i plan for the second tries',
    'Each of {n} prints jams with a probability of {p}%, and a jam costs {each} minutes. How many minutes do jams cost on average in total?',
  ],
  goal: 'the expected time that is lost',
  unit: 'minutes',
  steps: [
    {
      title: 'Find the expected number',
      text: '[on average {p} of every 100 are hit|{p} percent of {n} are to be expected]',
      work: '{n} * {p} / 100',
    },
    {
      title: 'Multiply by the time',
      text: '[each of them costs {each} minutes|at {each} minutes for each, that is]',
      work: '{1} * {each}',
    },
  ],
});

const redundantThenSingle = definePlainForm({
  name: 'redundantThenSingle',
  draw: (pick) => ({
    p: pick.multiple(10, 10, 90),
    q: pick.multiple(10, 50, 90),
    rack: pick.int(2, 20),
  }),
  templates: [
    'A site is up if its database works and at least one of two web servers works. The database works with {q}% probability, each web server with {p}%, all independently. With how many percent is the site up?',
    'Availability in percent? Two redundant nodes ({p}% each, one is enough), behind a single switch ({q}%), independent of each other.',
    'two parallel parts: {p}% each\none part in series: {q}%\nindependent. whole system in percent = ?',
    'either of my two sensors ({p}% reliable each) is enough, but the cable must hold too, and that does so in {q}% of cases. independent. percent chance that i get data',
    'Rack {rack} has one router, which runs in {q}% of all cases, and two links of which only one is needed; each link holds in {p} percent. Nothing depends on anything else. How many percent for router plus link?',
  ],
  goal: 'the probability',
  unit: 'percent',
  steps: [
    {
      title: 'Find when both redundant parts fail',
      text: '[each of the two fails in 100 - {p} percent, and both fail in|one fails in 100 - {p} percent, and for both we multiply, divided by 100]',
      work: '(100 - {p}) * (100 - {p}) / 100',
    },
    {
      title: 'Find when one of them works',
      text: 'in all other cases at least one of the two works',
      work: '100 - {1}',
    },
    {
      title: 'Add the single part',
      text: '[the other part must work as well, so we multiply|both conditions must hold]',
      work: '{2} * {q} / 100',
    },
  ],
});

const mixedSources = definePlainForm({
  name: 'mixedSources',
  draw: (pick) => ({
    share: pick.multiple(10, 10, 90),
    a: pick.multiple(2, 2, 30),
    b: pick.multiple(2, 2, 30),
  }),
  templates: [
    '{share}% of our parts come from supplier A, the rest from supplier B. Of the parts of A, {a}% are broken, of those of B, {b}%. What percentage of all parts is broken?',
    'Overall error rate in percent? {share}% of the traffic hits version A with {a}% errors, all other traffic hits version B with {b}% errors.',
    'A: {share}% of traffic, {a}% errors. B: the rest, {b}% errors. total error rate in percent?',
    'canary gets the rest, stable gets {share}% of the users. stable crashes for {a}% of its users, canary for {b}%. over everybody, how many percent see a crash',
    'A mail comes from a known sender with {share} percent probability and then is spam with {a} percent; from an unknown sender it is spam with {b} percent. How much of the mail is spam, in percent?',
  ],
  goal: 'the overall share',
  unit: 'percent',
  steps: [
    {
      title: 'Take the first source',
      text: '[{a} percent of the {share} percent|the first part, {share} percent, adds {a} percent of itself]',
      work: '{share} * {a} / 100',
    },
    {
      title: 'Find the other share',
      text: '[the rest of 100 percent|what is missing to 100 percent]',
      work: '100 - {share}',
    },
    {
      title: 'Take the second source',
      text: '[{b} percent of these|of this part {b} percent are hit]',
      work: '{2} * {b} / 100',
    },
    { title: 'Add both', text: '[both together|we add both]', work: '{1} + {3}' },
  ],
});

const justOneOfTwo = definePlainForm({
  name: 'justOneOfTwo',
  draw: (pick) => ({
    p: pick.multiple(10, 10, 90),
    q: pick.multiple(10, 10, 90),
    room: pick.int(2, 30),
  }),
  templates: [
    'Alarm A goes off with {p}% probability, alarm B, independently, with {q}%. With how many percent does exactly one of the two go off?',
    'Exactly one of two independent events, in percent? One has {p}%, the other has {q}%.',
    'P(A) = {p}%, P(B) = {q}%, independent. P(A xor B) in percent?',
    'two cron jobs, they overrun in {p}% and {q}% of nights, not related. in how many percent does one of them overrun but not both (nights)',
    'In room {room} two lamps are on independently, one for {p}% of the time, the other for {q} percent. For which percentage of the time is a single lamp on, not both?',
  ],
  goal: 'the probability of exactly one',
  unit: 'percent',
  steps: [
    {
      title: 'Take the first without the second',
      text: '[the first one happens and the second one does not|{p} percent, and of these the second one fails to happen in 100 - {q} percent]',
      work: '{p} * (100 - {q}) / 100',
    },
    {
      title: 'Take the second without the first',
      text: '[the other way round|the second one happens and the first one does not]',
      work: '(100 - {p}) * {q} / 100',
    },
    { title: 'Add both', text: '[these are the two ways|we add both ways]', work: '{1} + {2}' },
  ],
});

const flaggedMails = definePlainForm({
  name: 'flaggedMails',
  draw: (pick, size) => ({
    n: pick.multiple(100, 100, 1000 * size),
    p: pick.multiple(10, 10, 60),
    hit: pick.of([50, 60, 75, 80, 90, 95]),
    wrong: pick.of([2, 4, 5, 10]),
    hour: pick.int(2, 9),
  }),
  templates: [
    'Of {n} mails, {p}% are spam. A filter flags {hit}% of the spam and, by mistake, {wrong}% of the other mails. How many mails are flagged?',
    'How many items get flagged in total? {n} items, {p}% bad, {hit}% of the bad ones and {wrong}% of the good ones are flagged.',
    'n={n}, bad={p}%, true positive rate={hit}%, false positive rate={wrong}%. number of positives?',
    'scanner looked at {n} packages in {hour} hours. {p}% have a hole, it finds {hit}% of those, but also cries for {wrong}% of the clean ones. how many alarms is that',
    'A test for a defect is used on {n} devices of which {p} percent have it. It is positive for {hit}% of these and for {wrong}% of all others. Count the positive results.',
  ],
  isWhole: true,
  goal: 'the number that is flagged',
  steps: [
    {
      title: 'Count the bad ones',
      text: '[{p} percent of {n}|among {n}, these are bad]',
      work: '{n} * {p} / 100',
    },
    {
      title: 'Count the right alarms',
      text: '[{hit} percent of these are found|the filter or test hits {hit} percent of them]',
      work: '{1} * {hit} / 100',
    },
    {
      title: 'Count the false alarms',
      text: '[the others are {n} without {1}, and {wrong} percent of them are flagged|of the {n} without these, {wrong} percent are flagged]',
      work: '({n} - {1}) * {wrong} / 100',
    },
    {
      title: 'Add both',
      text: '[right and false alarms together|all that is flagged is]',
      work: '{2} + {3}',
    },
  ],
});

const expectedGain = definePlainForm({
  name: 'expectedGain',
  draw: (pick, size) => ({
    p: pick.multiple(5, 10, 60),
    win: pick.multiple(5, 10, 30 * size),
    cost: pick.int(1, 9),
    n: pick.multiple(10, 10, 60),
  }),
  templates: [
    'A ticket costs {cost} dollars and wins {win} dollars with {p}% probability. What is the expected gain, in dollars, of {n} tickets after their cost?',
    'Expected profit in dollars of {n} attempts? Each costs {cost} dollars and pays {win} dollars in {p}% of all cases.',
    'cost {cost} dollars, payout {win} dollars, P = {p}%, n = {n}. expected net gain in dollars?',
    'every ad click costs me {cost} dollars, {p}% of the clicks buy something i earn {win} dollars on. how many dollars are left on average after {n} clicks',
    'A bug hunter spends {cost} dollars per scan, and {p}% of the scans bring a bounty of {win} dollars. On average, how many dollars remain from {n} scans?',
  ],
  goal: 'the expected gain',
  unit: 'dollars',
  steps: [
    {
      title: 'Find the expected payout of one',
      text: '[{p} percent of {win} dollars|one brings {win} dollars in {p} percent of the cases]',
      work: '{win} * {p} / 100',
      unit: 'dollars',
    },
    {
      title: 'Take away the cost',
      text: '[each one costs {cost} dollars|the {cost} dollars that it costs go off]',
      work: '{1} - {cost}',
      unit: 'dollars',
    },
    {
      title: 'Multiply',
      text: '[there are {n} of them|for all {n} this makes]',
      work: '{2} * {n}',
    },
  ],
});

/** Failures, retries, alarms and what they mean on average. */
export const failures: readonly AnyForm[] = [
  flakySuite,
  retrySucceeds,
  extraMinutes,
  redundantThenSingle,
  mixedSources,
  justOneOfTwo,
  flaggedMails,
  expectedGain,
];

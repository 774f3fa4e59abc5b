import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { people } from '../../words';

const twoDiscounts = definePlainForm({
  name: 'twoDiscounts',
  draw: (pick, size) => {
    const [first, second] = [pick.of([10, 15, 20, 25, 30, 40, 50]), pick.of([5, 10, 20, 25, 50])];
    return {
      price: pick.multiple(10, 20, 250 * size),
      first,
      second,
      first0: String(first).padStart(2, '0'),
      second0: String(second).padStart(2, '0'),
      thing: pick.of(['monitor', 'keyboard', 'jacket', 'license', 'desk', 'course']),
    };
  },
  templates: [
    'A {thing} costs {price} dollars. It is reduced by {first}%, and a coupon takes {second}% off the reduced price. How many dollars do I pay?',
    'What do I pay in the end, in dollars? List price {price} dollars, sale {first}% off, then {second}% off that with my code.',
    '{price} dollars, -{first}%, then -{second}%. final price in dollars?',
    'the {thing} was {price} dollars, first they gave {first}% off and at the till another {second}% off of what was left. how many dollars was it',
    '`total = {price} * (1 - 0.{first0}) * (1 - 0.{second0})` - which amount in dollars comes out? That is {first}% off, then {second}% off.',
    'Two discounts are applied one after the other to {price} dollars, {first} percent and then {second} percent. They do not add up! What is the price after both, in dollars?',
  ],
  goal: 'the final price',
  unit: 'dollars',
  steps: [
    {
      title: 'Apply the first discount',
      text: '[100 - {first} percent of {price} remain|{first} percent go off, so 100 - {first} percent remain]',
      work: '{price} * (100 - {first}) / 100',
      unit: 'dollars',
    },
    {
      title: 'Apply the second discount',
      text: '[the second one is taken from this price|of this, 100 - {second} percent remain]',
      work: '{1} * (100 - {second}) / 100',
    },
  ],
  otherSteps: [
    {
      title: 'Find the first amount',
      text: '{first} percent of {price} dollars are',
      work: '{price} * {first} / 100',
      unit: 'dollars',
    },
    { title: 'Take it off', text: 'the reduced price is', work: '{price} - {1}', unit: 'dollars' },
    {
      title: 'Find the second amount',
      text: '{second} percent of the reduced price are',
      work: '{2} * {second} / 100',
      unit: 'dollars',
    },
    { title: 'Take it off too', text: 'without this there remain', work: '{2} - {3}' },
  ],
});

const downThenUp = definePlainForm({
  name: 'downThenUp',
  draw: (pick, size) => ({
    start: pick.multiple(100, 100, 2000 * size),
    down: pick.of([10, 20, 25, 30, 40, 50]),
    up: pick.of([10, 20, 25, 30, 40, 50]),
    what: pick.of(['traffic', 'price', 'stock', 'budget', 'number of users', 'load']),
  }),
  templates: [
    'The {what} was at {start}, fell by {down}% and then rose by {up}%. Where is it now?',
    'Where does it end? Start at {start}, minus {down} percent, plus {up}% of what is left.',
    '{start} -> -{down}% -> +{up}% -> end value?',
    'our {what} went down {down}% from {start} last month, this month it went up {up}% again. what is the value now',
    'In spring the {what} stood at {start}. Summer brought a loss of {down}%, autumn a gain of {up}% on the summer value. Give the autumn value.',
  ],
  isWhole: true,
  goal: 'the value at the end',
  steps: [
    {
      title: 'Take the fall',
      text: '[after the fall, 100 - {down} percent remain|{down} percent less than {start} is]',
      work: '{start} * (100 - {down}) / 100',
    },
    {
      title: 'Take the rise',
      text: '[the rise counts from the lower value|of this value, there are 100 + {up} percent then]',
      work: '{1} * (100 + {up}) / 100',
    },
  ],
});

const savedFromReduced = definePlainForm({
  name: 'savedFromReduced',
  draw: (pick, size) => {
    const percent = pick.of([5, 10, 20, 25, 30, 40, 50, 60, 75]);
    const old = pick.multiple(20, 20, 200 * size);
    return { percent, paid: (old * (100 - percent)) / 100 };
  },
  templates: [
    'After a discount of {percent}% I paid {paid} dollars. How many dollars did I save?',
    'How many dollars did the discount save me? It was {percent}%, and {paid} dollars is what I paid.',
    'paid: {paid} dollars, discount: {percent}% -> saved dollars?',
    'got it {percent}% cheaper, paid {paid} dollars. so i saved how many dollars compared to the full price',
    'A hotel lowers its price by {percent} percent to {paid} dollars a night. By how many dollars is a night cheaper than before?',
  ],
  goal: 'the amount that is saved',
  unit: 'dollars',
  steps: [
    {
      title: 'See which part was paid',
      text: '[without {percent} percent, that is|what was paid is the rest of 100 percent]',
      work: '100 - {percent}',
    },
    {
      title: 'Find the full price',
      text: '{paid} dollars are {1} percent, so 100 percent are',
      work: '{paid} * 100 / {1}',
      unit: 'dollars',
    },
    {
      title: 'Subtract',
      text: '[the difference to the full price|the full price is higher by]',
      work: '{2} - {paid}',
    },
  ],
});

const orderWithTax = definePlainForm({
  name: 'orderWithTax',
  draw: (pick, size) => ({
    n: pick.int(2, 8 * size),
    each: pick.multiple(5, 5, 80),
    off: pick.of([5, 10, 15, 20, 25]),
    tax: pick.of([5, 8, 10, 19, 20]),
    thing: pick.of(['licenses', 'chairs', 'headsets', 'seats', 'tickets', 'cameras']),
  }),
  templates: [
    'We order {n} {thing} at {each} dollars each, get {off}% discount on all of it and pay {tax}% tax on the discounted amount. How many dollars is the invoice?',
    'Invoice total in dollars? {n} {thing}, {each} dollars apiece, {off}% rebate, after that {tax}% tax.',
    'qty {n}\nunit price {each} dollars\ndiscount {off}%\ntax {tax}% (after discount)\ntotal dollars = ?',
    'so we need {n} {thing} for {each} dollars each, they give us {off}% off, then comes {tax}% vat on top. total dollars?',
    'A shop adds {tax}% tax after it has taken off a {off}% discount. What are {n} {thing} then, in dollars, if one is listed at {each} dollars?',
  ],
  goal: 'the total',
  unit: 'dollars',
  steps: [
    {
      title: 'Find the list price',
      text: '[{n} {thing} cost {each} dollars each|at {each} dollars for one, the {n} {thing} are]',
      work: '{n} * {each}',
      unit: 'dollars',
    },
    {
      title: 'Take off the discount',
      text: '[of this, 100 - {off} percent remain|{off} percent of it go off]',
      work: '{1} * (100 - {off}) / 100',
      unit: 'dollars',
    },
    {
      title: 'Add the tax',
      text: '[the tax makes it 100 + {tax} percent|{tax} percent of the discounted price come on top]',
      work: '{2} * (100 + {tax}) / 100',
    },
  ],
});

const markedUp = definePlainForm({
  name: 'markedUp',
  draw: (pick, size) => ({
    cost: pick.multiple(10, 20, 150 * size),
    up: pick.of([25, 40, 50, 60, 75, 80]),
    off: pick.of([5, 10, 15, 20, 25]),
    name: pick.of(people),
  }),
  templates: [
    '{name} buys a bike for {cost} dollars, adds {up}% and later sells it with {off}% off the new price. How many dollars of profit are made?',
    'Profit in dollars? Purchase {cost} dollars, markup {up}%, sold at {off}% below the marked price.',
    'cost {cost} dollars, markup {up}%, discount {off}% on the marked price. dollars gained?',
    'i get stuff for {cost} dollars, put {up}% on it, and in the sale take {off}% off again. how many dollars do i earn',
    'A dealer marks goods that cost {cost} dollars up by {up} percent. A customer gets {off} percent off that price. What does the dealer gain, in dollars?',
  ],
  goal: 'the profit',
  unit: 'dollars',
  steps: [
    {
      title: 'Find the marked price',
      text: '[{up} percent are added to {cost} dollars|the price is {cost} dollars and {up} percent more]',
      work: '{cost} * (100 + {up}) / 100',
      unit: 'dollars',
    },
    {
      title: 'Find the selling price',
      text: '[{off} percent of this are taken off|sold at {off} percent less, it brings]',
      work: '{1} * (100 - {off}) / 100',
      unit: 'dollars',
    },
    {
      title: 'Take away the cost',
      text: '[what is above the cost is the profit|the profit is what remains after the cost]',
      work: '{2} - {cost}',
    },
  ],
});

const compoundGain = definePlainForm({
  name: 'compoundGain',
  draw: (pick, size) => ({
    start: pick.multiple(100, 100, 1500 * size),
    percent: pick.of([2, 4, 5, 10, 20, 30, 50]),
    what: pick.of(['users', 'visitors', 'subscribers', 'downloads', 'customers']),
  }),
  templates: [
    'A site has {start} {what}. The number grows by {percent}% a year for 2 years. How many {what} are gained in total?',
    'How many {what} are gained in 2 years at {percent}% growth a year, compounded, if there are {start} at the beginning?',
    '{start} {what}, +{percent}% per year, 2 years, compound. increase (absolute)?',
    'we have {start} {what} and plan {percent} percent more each year. after two years (2 times {percent}%), how many more than now is that',
    'Two years in a row the number of {what} goes up by {percent}%, from {start} at first. Find the difference between the last and the first number. (2 steps of growth)',
  ],
  isWhole: true,
  goal: 'the increase',
  steps: [
    {
      title: 'Take the first year',
      text: '[after one year there are 100 + {percent} percent|the first year adds {percent} percent to {start}]',
      work: '{start} * (100 + {percent}) / 100',
    },
    {
      title: 'Take the second year',
      text: '[the growth counts from the new number|in the second year it grows from {1}]',
      work: '{1} * (100 + {percent}) / 100',
    },
    {
      title: 'Subtract the start',
      text: '[the increase is the difference to the start|compared with {start}, it is more by]',
      work: '{2} - {start}',
    },
  ],
});

/** Prices and other values that change by a percentage more than once. */
export const priceChanges: readonly AnyForm[] = [
  twoDiscounts,
  downThenUp,
  savedFromReduced,
  orderWithTax,
  markedUp,
  compoundGain,
];

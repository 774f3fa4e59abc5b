import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { wholeDivision } from '../wholeDivision';
import { countedThings } from '../words';
import { fillLevels } from './fillLevels';
import { pace } from './pace';
import { sharedTimeForms } from './sharedTime';
import { plainRates } from './plain/plainRates';
import { queues } from './severalSteps/queues';
import { trips } from './severalSteps/trips';
import { bills } from './severalSteps/bills';
import { proportions } from './severalSteps/proportions';
import { averages } from './severalSteps/averages';
import { relatedAmounts } from './severalSteps/relatedAmounts';

const throughput = defineForm({
  name: 'throughput',
  difficulties: ['easy'],
  draw: (pick) => ({
    rate: pick.int(3, 250),
    minutes: pick.int(2, 45),
    thing: pick.of(countedThings),
    machine: pick.of(['server', 'worker', 'consumer', 'script', 'parser', 'service']),
  }),
  templates: [
    'How many {thing} can a {machine} process in {minutes} minutes at {rate} {thing} per second?',
    'A {machine} handles {rate} {thing} per second. How many {thing} does it handle in {minutes} minutes?',
    'At {rate} {thing} per second, how many {thing} are done after {minutes} minutes?',
    'A {machine} works at a constant {rate} {thing} per second for {minutes} minutes. What is the total number of {thing}?',
    '{rate} {thing}/s for {minutes} min. Total?',
    'duration: {minutes} minutes\nspeed: {rate} {thing} per second\nHow many {thing} in total?',
    'Determine how many {thing} pass through a {machine} in {minutes} minutes if {rate} pass each second.',
    'I started our new {machine} and went for a coffee break of exactly {minutes} minutes. It finishes {rate} {thing} every second. How many {thing} were finished when I came back?',
    '// {machine}: {rate} {thing} per second, no pauses\n// how many {thing} after {minutes} minutes?',
    'Suppose {rate} {thing} reach the {machine} in every second. If this goes on for {minutes} minutes, then how many {thing} reach it?',
    'How many {thing} does the counter on our dashboard show after {minutes} minutes? It began at zero, and it grows by {rate} every second.',
    'our {machine} does {rate} {thing} a second, how many {thing} in {minutes} minutes',
  ],
  devTemplates: [
    'The rate is {rate} {thing} each second. Give the count for a period of {minutes} minutes.',
    'Left alone for {minutes} minutes, our {machine} gets through how many {thing} if it does {rate} of them every second?',
  ],

  solve: ({ rate, minutes, thing }) => ({
    answer: String(rate * minutes * 60),
    goal: `the number of ${thing}`,
    steps: [
      {
        title: 'Multiply the seconds by the rate',
        text: `[each minute has 60 seconds|a minute is 60 seconds], and in each second ${rate} ${thing} are handled, so we multiply`,
        equations: [`${minutes} * 60 * ${rate} = ${minutes * 60 * rate}`],
      },
    ],
  }),
});

const perItem = defineForm({
  name: 'perItem',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const workers = pick.int(2, difficulty === 'easy' ? 6 : 12);
    const each = pick.int(2, 15);
    const hours = pick.int(2, 9);
    return {
      workers,
      each,
      hours,
      total: workers * each * hours,
      thing: pick.of(['files', 'tickets', 'reviews', 'videos', 'reports', 'images']),
      who: pick.of(['machines', 'workers', 'agents', 'developers', 'servers']),
    };
  },
  templates: [
    'We have {workers} {who}. Each can do {each} {thing} per hour. How long, in hours, will {total} {thing} take?',
    '{workers} {who} each finish {each} {thing} per hour. How many hours do they need for {total} {thing} together?',
    'How many hours do {workers} {who} take for {total} {thing} if each of them does {each} {thing} an hour?',
    'There are {total} {thing} to do and {workers} {who}, each with a speed of {each} {thing} per hour. After how many hours is everything done?',
    '{workers} {who} at {each} {thing} per hour each, {total} {thing} in all. Hours?',
    '// {total} {thing} in the queue, shared by {workers} {who}\n// each of them finishes {each} per hour\n// how many hours until the queue is empty?',
    'Work out in how many hours {workers} {who}, all working at the same time, get {total} {thing} done. One alone gets {each} done per hour.',
    'My boss wants {total} {thing} before the holidays. I can use {workers} {who}, and every one of them gets {each} {thing} done in one hour. For how many hours do they have to work side by side?',
    'Suppose our {who} are all equally fast, with {each} {thing} per hour each. {workers} of them share {total} {thing}. How many hours does it take?',
    'In how many hours are {total} {thing} finished? Each of the {who} finishes {each} every hour; there are {workers} of them, and they work in parallel.',
    'we got {workers} {who} and {total} {thing} to do, each of them does {each} {thing} an hour. how many hours until we are through',
  ],
  devTemplates: [
    'Total work: {total} {thing}. Team: {workers} {who}, {each} {thing} per hour apiece. How long does it take, in hours?',
    'If one of our {who} manages {each} {thing} in an hour, how many hours pass until {workers} of them have finished {total}?',
  ],

  solve: ({ workers, each, total, who, thing }) => ({
    answer: String(total / (workers * each)),
    goal: `the time for ${total} ${thing}`,
    unit: 'hours',
    steps: [
      {
        title: 'Divide the work by the combined rate',
        text: `[together ${workers} ${who} do ${workers} * ${each} ${thing} per hour|in one hour ${workers} ${who} finish ${workers} times ${each} ${thing}], so we divide the ${total} ${thing} by this product`,
        equations: [`${total} / (${workers} * ${each}) = ${total / (workers * each)} hours`],
      },
    ],
  }),
});

const backlog = defineForm({
  name: 'backlog',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const arrive = pick.int(5, 90);
    const net = pick.int(2, 30);
    const minutes = pick.int(3, 60);
    return {
      arrive,
      serve: arrive + net,
      net,
      waiting: net * minutes,
      minutes,
      thing: pick.of(['jobs', 'messages', 'requests', 'emails', 'tasks', 'events']),
      per: difficulty === 'medium' ? 'minute' : 'second',
      ask: difficulty === 'medium' ? 'minutes' : 'seconds',
    };
  },
  templates: [
    'There are {waiting} {thing} in a queue. {serve} are processed per {per} while {arrive} new ones come in. How many {ask} does it take to empty the queue?',
    'A queue holds {waiting} {thing}. Every {per} {arrive} new {thing} arrive and {serve} are finished. After how many {ask} is the queue empty?',
    '{waiting} {thing} are waiting. {arrive} more come in per {per}, and the workers finish {serve} per {per}. How many {ask} until nothing is waiting?',
    'Our queue holds {waiting} {thing}. With {serve} {thing} done and {arrive} {thing} added per {per}, how many {ask} does it take to empty the queue?',
    '{waiting} {thing} queued, +{arrive} and -{serve} per {per}. How many {ask} until zero?',
    'How many {ask} until the queue is empty? At the moment it has {waiting} {thing}, and each {per} it gains {arrive} and loses {serve}.',
    'Work out after how many {ask} no {thing} are left: {serve} leave per {per}, {arrive} join per {per}, and {waiting} are there at the beginning.',
    'When I came back from vacation, {waiting} open {thing} were on my list. My script closes {serve} per {per}, while {arrive} new ones come in per {per}. In how many {ask} is the list empty?',
    '// depth = {waiting} ({thing} in the queue)\n// each {per}: depth += {arrive}, depth -= {serve}\n// how many {ask} until depth is 0?',
    'Suppose {waiting} {thing} are waiting now. If {arrive} are added and {serve} are taken away in every {per}, then how many {ask} does it take until none is left?',
    'the queue has {waiting} {thing}, we do {serve} a {per} but {arrive} more show up every {per}. how many {ask} till it is empty',
  ],
  devTemplates: [
    'Inflow {arrive} {thing} per {per}, outflow {serve} per {per}, currently {waiting} waiting. Find the time in {ask} until the queue has drained.',
    'How many {ask} does a consumer need to catch up on {waiting} {thing} when it processes {serve} and receives {arrive} each {per}?',
  ],

  solve: ({ arrive, serve, net, waiting, minutes, thing, per, ask }) => ({
    answer: String(minutes),
    goal: 'the time until the queue is empty',
    unit: ask,
    steps: [
      {
        title: 'Find how fast the queue shrinks',
        text: `[in each ${per} ${serve} ${thing} leave and ${arrive} arrive|every ${per} ${serve} ${thing} are done, but ${arrive} are added], so the queue shrinks by the difference`,
        equations: [`${serve} - ${arrive} = ${net}`],
      },
      {
        title: 'Divide the queue by this rate',
        text: `all ${waiting} waiting ${thing} have to go, so we divide`,
        equations: [`${waiting} / ${net} = ${minutes} ${ask}`],
      },
    ],
  }),
});

const capacity = defineForm({
  name: 'capacity',
  difficulties: ['medium'],
  draw: (pick) => {
    const each = pick.multiple(10, 40, 400);
    return {
      each,
      load: pick.until(
        () => pick.multiple(10, 500, 6000),
        (drawn) => drawn % each !== 0,
      ),
      host: pick.of(['servers', 'containers', 'replicas', 'nodes', 'workers']),
      thing: pick.of(['requests', 'queries', 'messages', 'connections']),
    };
  },
  templates: [
    'We expect {load} {thing} per second. If one of the {host} handles {each} per second, how many {host} do we need?',
    'One of our {host} can handle {each} {thing} per second. How many {host} are needed for {load} {thing} per second?',
    'The peak load is {load} {thing} per second, and each of the {host} copes with {each}. What is the smallest number of {host} that is enough?',
    'How many {host} do we have to start for {load} {thing} per second if each takes at most {each} per second?',
    'Fewest {host} for {load} {thing} per second at {each} per second each?',
    'What is the smallest cluster that survives? It has to take {load} {thing} per second, and none of its {host} can take more than {each} per second. Give the number of {host}.',
    'Calculate how many {host} to order, and not one too many, so that no {thing} are dropped: {load} come in per second, and one of the {host} copes with {each} per second.',
    'I am preparing a sale that will bring {load} {thing} per second. My load test shows that one of our {host} fails above {each} {thing} per second. At least how many {host} should share the load?',
    '// autoscaler: {load} {thing} per second are coming\n// one of the {host} takes up to {each} per second\n// how many {host} must it start at least?',
    'If every one of the {host} is full at {each} {thing} per second, then what is the lowest number of {host} with room for {load} per second?',
    'traffic is {load} {thing} a second and our {host} do {each} a second each. how many {host} do i need at minimum',
  ],
  devTemplates: [
    'A limit of {each} {thing} per second applies to each of the {host}. To carry {load} per second, at least how many must run?',
    'Sizing: expected {load} {thing}/s, {each} {thing}/s per unit. Minimum number of {host}?',
  ],

  solve: ({ each, load, host, thing }) => {
    const rest = load % each;
    const count = Math.ceil(load / each);
    return {
      answer: String(count),
      goal: `the number of ${host}`,
      steps: [
        {
          title: 'Find what full use leaves over',
          text: `each of the ${host} takes ${each} ${thing} per second, so we look at the remainder`,
          equations: [`${load} mod ${each} = ${rest}`],
          then: `[this rest needs one more of the ${host}|a rest is left over, so one more of the ${host} is needed]`,
        },
        {
          title: 'Divide and add one for the rest',
          text: 'we take the rest off, divide, and add 1 for the rest',
          equations: [`(${load} - ${rest}) / ${each} + 1 = ${count}`],
        },
      ],
    };
  },
});

const rounds = defineForm({
  name: 'rounds',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const slots = pick.int(3, 8);
    return {
      slots,
      count: pick.until(
        () => pick.int(slots + 2, 70),
        (drawn) => difficulty === 'medium' || drawn % slots !== 0,
      ),
      minutes: pick.int(2, 15),
      thing: pick.of(['tests', 'builds', 'jobs', 'uploads', 'checks']),
      runner: pick.of(['runners', 'workers', 'threads', 'machines', 'cores']),
    };
  },
  templates: [
    'There are {count} {thing} to run, {slots} {runner} work in parallel, and each of the {thing} takes {minutes} minutes. How many minutes does everything take at least?',
    '{count} {thing} of {minutes} minutes each run on {slots} {runner} in parallel, one at a time on each. After how many minutes are all done?',
    'We have {slots} {runner}. Each runs one of the {thing} at a time and takes {minutes} minutes for it. What is the shortest time in minutes for {count} {thing}?',
    'How many minutes do {count} {thing} take on {slots} {runner} if one of them takes {minutes} minutes and cannot be split?',
    '{count} {thing} of {minutes} min each, {slots} at a time, no splitting. Least total in minutes?',
    'parallel {runner}: {slots}\nqueued {thing}: {count}\nminutes for one: {minutes}\nEach of the {runner} does one at a time, from start to end. After how many minutes can all be done at the earliest?',
    'Work out the least number of minutes for {count} {thing}, {minutes} minutes each, if no more than {slots} of them may run at the same time and none can be shared between {runner}.',
    'Our queue is long today: {count} {thing}. I gave it {slots} {runner}, which take one each and then the next one as soon as they are free. Every one of the {thing} keeps one of them busy for {minutes} minutes. How many minutes do I wait until all are through?',
    '// pool of {slots} {runner}, one of the {thing} on each at a time, a free one takes the next at once\n// {count} {thing}, {minutes} minutes apiece\n// how many minutes from the first start to the last end?',
    'Suppose {slots} {thing} start together, after {minutes} minutes the next {slots} (or as many as are left) start together, and so on. {count} {thing} have to run, each for {minutes} minutes. After how many minutes is the last one done?',
    'How many minutes after the start is the last of {count} {thing} done? Each keeps one of the {runner} busy for {minutes} minutes, and there are {slots} {runner}, none of them idle while something is waiting.',
    'only got {slots} {runner} for {count} {thing}, and each of the {thing} blocks one of them for {minutes} minutes. how many minutes at best till all are finished',
  ],
  devTemplates: [
    'Given {slots} parallel {runner} and {count} {thing} that last {minutes} minutes each (not divisible), find the least total time in minutes.',
    'All {thing} take exactly {minutes} minutes. {count} of them are waiting and {slots} can be active at once. When, in minutes from now, does the last one end?',
  ],

  solve: ({ slots, count, minutes, thing }) => {
    const rest = count % slots;
    const full = Math.floor(count / slots);
    const total = Math.ceil(count / slots);
    return {
      answer: String(total * minutes),
      goal: 'the total time',
      unit: 'minutes',
      steps: [
        {
          title: 'Count the full rounds',
          text: `in one round ${slots} ${thing} run at once, so we [look at the remainder|see what remains] and divide without it`,
          equations: wholeDivision(count, slots),
          then:
            rest > 0
              ? `a rest of ${rest} remains, so one more round is needed`
              : 'nothing remains, so no further round is needed',
        },
        {
          title: 'Multiply by the time of a round',
          text: `each round takes ${minutes} minutes`,
          equations: [
            rest > 0
              ? `(${full} + 1) * ${minutes} = ${total * minutes} minutes`
              : `${full} * ${minutes} = ${total * minutes} minutes`,
          ],
        },
      ],
    };
  },
});

export const rates: DevMathKind = {
  name: 'rates',
  forms: [
    throughput,
    perItem,
    backlog,
    capacity,
    rounds,
    ...sharedTimeForms,
    ...pace,
    ...fillLevels,
    ...plainRates,
    ...queues,
    ...trips,
    ...bills,
    ...proportions,
    ...averages,
    ...relatedAmounts,
  ],
};

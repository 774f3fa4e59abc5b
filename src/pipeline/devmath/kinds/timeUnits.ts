import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { wholeDivision } from '../wholeDivision';
import { clock } from './clock';
import { schedules } from './schedules';
import { plainTimes } from './plain/plainTimes';
import { waitingTimes } from './severalSteps/waitingTimes';
import { dayPlans } from './severalSteps/dayPlans';

const jobs = [
  'build',
  'backup',
  'test run',
  'deployment',
  'migration',
  'night job',
  'data import',
  'video call',
  'load test',
  'meeting',
] as const;

const toSeconds = defineForm({
  name: 'toSeconds',
  difficulties: ['easy'],
  draw: (pick) => ({ job: pick.of(jobs), hours: pick.int(1, 9), minutes: pick.int(2, 58) }),
  templates: [
    'How many seconds does a {job} of {hours} hours {minutes} minutes last?',
    'A {job} takes {hours} h {minutes} min. How many seconds is that?',
    'How many seconds are there in {hours} hours and {minutes} minutes?',
    'The timeout of a {job} is {hours} hours and {minutes} minutes. [What value|Which number] do I set if the setting is in seconds?',
    'Convert {hours} h {minutes} min to seconds.',
    '{hours} h {minutes} min in seconds?',
    'hours: {hours}\nminutes: {minutes}\nHow many seconds is that in total?',
    'Our {job} seemed to go on for ever: {hours} h {minutes} min by the clock on the wall. How many seconds did it go on?',
    '# wait {hours} h {minutes} min for the {job}\ntime.sleep(x) # x is in seconds, what is x?',
    'Suppose the countdown for a {job} is set to {hours} h {minutes} min. How many seconds pass until it reaches zero?',
    'Determine how many seconds {minutes} min and {hours} h are together.',
    'How many seconds was I offline? My connection was lost for {hours} h {minutes} min, right in the middle of a {job}.',
    'the {job} took {minutes} min longer than {hours} h, how many seconds is that',
  ],
  devTemplates: [
    'A config field wants seconds, and the {job} may last {hours} hours {minutes} minutes. What goes into the field?',
    'Express the duration {hours}h{minutes}m as a whole number of seconds.',
  ],

  solve: ({ hours, minutes }) => {
    const total = hours * 3600 + minutes * 60;
    return {
      answer: String(total),
      goal: 'the duration in seconds',
      unit: 'seconds',
      steps: [
        {
          title: 'Convert hours and minutes to seconds and add',
          text: '[an hour has 3600 seconds and a minute has 60|every hour is 3600 seconds and every minute 60 seconds], so we multiply each and add',
          equations: [`${hours} * 3600 + ${minutes} * 60 = ${total} seconds`],
        },
      ],
    };
  },
});

const millisecondTotal = defineForm({
  name: 'millisecondTotal',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const each = pick.of(
      difficulty === 'easy'
        ? [5, 10, 20, 25, 50, 200, 500]
        : [12, 15, 35, 40, 75, 120, 125, 150, 250, 350],
    );
    const count = pick.until(
      () => pick.multiple(10, 20, 2000),
      (drawn) => (drawn * each) % 1000 === 0,
    );
    return {
      each,
      count,
      thing: pick.of([
        'requests',
        'queries',
        'tests',
        'calls',
        'frames',
        'retries',
        'lookups',
        'messages',
      ]),
    };
  },
  templates: [
    'If a single one takes {each} ms, how many seconds do {count} {thing} take when they run one by one?',
    '{count} {thing} run one after another and each takes {each} ms. How many seconds do they take [together|in total]?',
    'Each of {count} {thing} takes {each} milliseconds. They are handled one at a time. What is the total time in seconds?',
    'How many seconds do {count} {thing} need at {each} ms each, one after another?',
    'A script sends {count} {thing} in a row, {each} ms per item[, without pauses|]. After how many seconds is it done?',
    '{count} {thing} back to back, {each} ms each. Total in s?',
    'number of {thing}: {count}\nms for one: {each}\norder: one after the other\nHow many seconds for all of them?',
    'Work out the total in seconds: every one of the {thing} blocks our only thread for {each} ms, and there are {count} of them.',
    'My terminal is stuck because a script goes through {count} {thing} without any concurrency. Each of them takes {each} ms. How many seconds is it stuck?',
    'for (let i = 0; i < {count}; i++) await handleOne(); // {each} ms every time\nHow many seconds does this loop spend on the {thing}?',
    'Suppose each of {count} {thing} lasts {each} ms and starts at the moment when the one before it ends. After how many seconds does the last one end?',
    'How many seconds of work are in the queue? It holds {count} {thing}, a single consumer takes them in turn, and each keeps it busy for {each} ms.',
    'each of the {thing} is {each} ms and i have {count} of them, all in one thread one by one, how many seconds',
  ],
  devTemplates: [
    'One item costs {each} ms. In seconds, what do {count} such {thing} cost when nothing runs in parallel?',
    'We measured {each} ms for each of our {thing}. If {count} are done strictly in sequence, what is the wall time in seconds?',
  ],

  solve: ({ each, count, thing }) => ({
    answer: String((each * count) / 1000),
    goal: 'the total time in seconds',
    unit: 'seconds',
    steps: [
      {
        title: 'Multiply, then convert to seconds',
        text: `[there are ${count} ${thing} of ${each} ms, one after another|each of the ${count} ${thing} takes ${each} ms], and one second is 1000 ms, so we multiply and divide by 1000`,
        equations: [`${count} * ${each} / 1000 = ${(count * each) / 1000} seconds`],
      },
    ],
  }),
});

const splitSeconds = defineForm({
  name: 'splitSeconds',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const hours = difficulty === 'hard' ? pick.int(1, 12) : 0;
    const minutes = difficulty === 'hard' ? pick.int(1, 59) : pick.int(61, 180);
    const seconds = pick.int(1, 59);
    const ask =
      difficulty === 'hard'
        ? 'full minutes are left after the full hours'
        : 'seconds are left after the full minutes';
    return {
      total: hours * 3600 + minutes * 60 + seconds,
      hard: difficulty === 'hard',
      ask,
      job: pick.of(jobs),
    };
  },
  templates: [
    'After {total} seconds a {job} was finished. How many {ask}, if we write this in larger units?',
    'A {job} took {total} seconds. [Written in|In] larger units, how many {ask}?',
    'The time counter of a {job} shows {total} seconds. How many {ask} have been taken out?',
    'I split {total} seconds into larger units. How many {ask}?',
    'How many {ask} in {total} s?',
    'job: {job}\nelapsed: {total} seconds\nHow many {ask}?',
    'I wanted to tell my team how long the {job} ran, but the log gives only seconds, {total} of them. I count the larger units first. How many {ask} then?',
    '// {job} done after {total} seconds\n// how many {ask}?',
    'Calculate how many {ask} if a stopwatch that counts only seconds stands at {total}.',
    'Suppose a {job} begins now and ends {total} seconds from now. If its length is put into larger units, how many {ask}?',
    'The office was already empty when the {job} ended after {total} seconds. How many {ask}, if this time is given in hours, minutes and seconds?',
    'the {job} ran {total} seconds, how many {ask}',
  ],
  devTemplates: [
    'Break {total} s, the length of a {job}, into larger units: how many {ask}?',
    'For a duration of {total} seconds, tell me how many {ask}.',
  ],

  solve: ({ total, hard }) => {
    const unit = hard ? 3600 : 60;
    const rest = total % unit;
    const first = {
      title: hard ? 'Take out the full hours' : 'Take out the full minutes',
      text: hard
        ? 'one hour has 3600 seconds, so after the full hours the remainder is left'
        : 'one minute has 60 seconds, so [after the full minutes the remainder is left|what is left after the full minutes is the remainder]',
      equations: [`${total} mod ${unit} = ${rest} seconds`],
    };
    if (!hard)
      return { answer: String(rest), goal: 'the number of seconds that are left', steps: [first] };
    return {
      answer: String(Math.floor(rest / 60)),
      goal: 'the number of full minutes that are left',
      steps: [
        first,
        {
          title: 'Count the full minutes in it',
          text: 'a minute has 60 seconds and only full minutes count, so we [take off the remainder|leave out what remains] and divide by 60',
          equations: wholeDivision(rest, 60),
        },
      ],
    };
  },
});

const endTime = defineForm({
  name: 'endTime',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const begin =
      difficulty === 'hard' ? pick.int(17 * 60, 23 * 60 + 50) : pick.int(6 * 60, 12 * 60);
    const minutes =
      difficulty === 'hard' ? pick.int(7 * 60 + 1, 14 * 60 - 1) : pick.int(70, 8 * 60);
    const hours = Math.floor(minutes / 60);
    return { begin, start: clock(begin), hours, minutes: minutes % 60, job: pick.of(jobs) };
  },
  templates: [
    'We start a {job} at {start}. It needs {hours} hours and {minutes} minutes. When will it be done? Use 24-hour time, like 08:05.',
    'A {job} starts at {start} and runs for {hours} h {minutes} min. At what time does it end? Answer in 24-hour time, such as 08:05.',
    'If a {job} begins at {start} and takes {hours} hours and {minutes} minutes, when is it finished (24-hour time, like 08:05)?',
    'It is {start} now. [A|The] {job} needs another {hours} hours and {minutes} minutes. What will the clock show then, in 24-hour time such as 08:05?',
    '{start} plus {hours} h {minutes} min? 24-hour time, like 08:05.',
    '[{start}] {job} started, it takes exactly {hours} h {minutes} min\n[?] {job} finished\nWhich time belongs in place of the question mark? Write it in 24-hour time, like 08:05.',
    'Work out the clock time at which a {job} ends. It lasts {hours} h {minutes} min and is started at {start}. Use 24-hour time in the form 08:05.',
    'When can I go home? I have to stay until the end of the {job}, which began at {start} and lasts {hours} h {minutes} min. Give 24-hour time, like 08:05.',
    'Suppose my watch shows {start} as the {job} begins. If it goes on for {hours} h {minutes} min, then what does the watch show at its end (24-hour time, such as 08:05)?',
    'I noted {start} in my diary when the {job} began. It was over {hours} h {minutes} min later. Which time do I note for its end, in 24-hour time like 08:05?',
    'the {job} begins at {start} and takes {hours} h {minutes} min, until what time does it go, 24-hour time like 08:05 please',
  ],
  devTemplates: [
    'Start of the {job}: {start}. Time needed: {hours} hours, {minutes} minutes. Give the end on a 24-hour clock, written like 08:05.',
    'What time (24 h, like 08:05) will it be {hours} h and {minutes} min after {start}, when our {job} is over?',
  ],

  solve: ({ begin, hours, minutes }) => {
    const [startHour, startMinute] = [Math.floor(begin / 60), begin % 60];
    const sum = begin + hours * 60 + minutes;
    const shown = sum % 1440;
    const end = clock(shown);
    return {
      answer: end,
      goal: 'the end time',
      steps: [
        {
          title: 'Add the minutes since midnight',
          text: 'we [add|count] in minutes from midnight and, as a day has 1440 of them, keep the remainder',
          equations: [
            `${startHour} * 60 + ${startMinute} + ${hours} * 60 + ${minutes} = ${sum}`,
            `${sum} mod 1440 = ${shown}`,
          ],
        },
        {
          title: 'Convert to minutes and hours',
          text: 'an hour has 60 minutes, so the remainder [gives|is] the minutes, the whole part the hours',
          equations: wholeDivision(shown, 60),
          then: `so the clock shows ${end}`,
        },
      ],
    };
  },
});

const downtime = defineForm({
  name: 'downtime',
  difficulties: ['hard'],
  draw: (pick) => {
    const [percent, share] = pick.of([
      ['99', 1],
      ['99.5', 0.5],
      ['99.9', 0.1],
      ['98', 2],
      ['99.8', 0.2],
      ['97.5', 2.5],
    ] as const);
    return {
      days: pick.of([5, 10, 15, 20, 25, 30, 50, 60, 90, 100]),
      percent,
      share,
      service: pick.of(['A service', 'An API', 'Our website', 'A database', 'A payment system']),
    };
  },
  templates: [
    'How many minutes of downtime are allowed in {days} days if we guarantee {percent}% availability?',
    '{service} must be available {percent}% of the time. How many minutes may it be down in {days} days?',
    '{service} promises {percent}% availability. What is the allowed downtime in minutes over {days} days?',
    'Over {days} days, {percent}% of the time was fine. How many minutes of downtime is that?',
    '{service} had an availability of {percent}% during {days} days. How many minutes was it unavailable?',
    '{percent}% uptime, {days} days. Downtime in minutes?',
    'availability: {percent}%\nperiod: {days} days\nHow many minutes of downtime is that?',
    'Work out for how many minutes a system was down in {days} days if it was up for {percent}% of the time.',
    'I read in our contract that the system has to be up {percent}% of the time. A bill comes every {days} days. How many minutes of failure are allowed, at most, from one bill to the next?',
    '// sla: up {percent}% of the time\n// checked over {days} days, day and night\n// how many minutes down at most?',
    'Suppose a probe finds our site up {percent}% of the time and down for the rest. Over {days} days, how many minutes is it down?',
    '{service} runs on machines in the cellar and could be reached {percent}% of the last {days} days. For how many minutes could it not be reached?',
    'we were up {percent}% over {days} days, so how many minutes were we down',
  ],
  devTemplates: [
    'The target is {percent}% availability, measured over {days} days. Compute the error budget in minutes.',
    'In a window of {days} days, how many minutes of downtime keep us at exactly {percent}% availability?',
  ],

  solve: ({ days, percent, share }) => {
    const down = Math.round(days * 1440 * share * 10) / 1000;
    return {
      answer: String(down),
      goal: 'the downtime',
      unit: 'minutes',
      steps: [
        {
          title: 'Find the share of the downtime',
          text: `[the rest up to 100 percent is downtime|all time beyond the ${percent} percent is downtime]`,
          equations: [`100 - ${percent} = ${share}`],
        },
        {
          title: 'Take this share of all minutes',
          text: `a day has 24 hours of 60 minutes, so ${share} percent of the minutes in ${days} days is`,
          equations: [`${days} * 24 * 60 * ${share} / 100 = ${down} minutes`],
        },
      ],
    };
  },
});

export const timeUnits: DevMathKind = {
  name: 'timeUnits',
  forms: [
    toSeconds,
    millisecondTotal,
    splitSeconds,
    endTime,
    downtime,
    ...schedules,
    ...plainTimes,
    ...waitingTimes,
    ...dayPlans,
  ],
};

import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { wholeDivision } from '../wholeDivision';

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

function clock(minutes: number): string {
  const text = (value: number): string => String(value).padStart(2, '0');
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}`;
}

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
  forms: [toSeconds, millisecondTotal, splitSeconds, endTime, downtime],
};

import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { drawNames } from './drawNames';

const betweenInLine = definePlainForm({
  name: 'betweenInLine',
  draw: (pick, size) => {
    const [front, between, end] = [
      pick.int(2, 4 * size),
      pick.int(2, 10 * size),
      pick.int(2, 4 * size),
    ];
    return {
      ...drawNames(pick),
      front,
      end,
      total: front + between + end,
    };
  },
  templates: [
    '{total} people stand in a line. {first} is number {front} from the front, {second} is number {end} from the back. {first} stands before {second}. How many people stand between them?',
    'How many are between {first} and {second} in a queue of {total}? {first} has place {front} counted from the front, {second}, further behind, has place {end} counted from the back.',
    'queue of {total}; {first}: position {front} from the front; {second}: position {end} from the back, behind {first}. people in between?',
    'we are {total} people in line at the printer. im {first}, number {front} from the front, and {second} somewhere behind me is number {end} from the end. how many stand between us',
    'In a list of {total} jobs, the job of {first} is number {front} from the top, and the job of {second} below it is number {end} from the bottom. How many jobs are listed between the two?',
  ],
  goal: 'the number between them',
  steps: [
    {
      title: 'Count {second} from the front',
      text: '[number {end} from the back has {end} - 1 behind it|behind {second} there are {end} - 1]',
      work: '{total} - ({end} - 1)',
      then: 'so {second} has place {1} from the front',
    },
    {
      title: 'Count those between',
      text: '[between both places, neither end counts|we subtract the places and leave out {second}]',
      work: '{1} - {front} - 1',
    },
  ],
  otherSteps: [
    {
      title: 'Count those who are not between',
      text: '[up to {first} there are {front}, and from {second} on there are {end}|{front} people up to {first} and {end} from {second} on do not count]',
      work: '{front} + {end}',
    },
    {
      title: 'Take them away',
      text: '[all others stand between|we take these away from {total}]',
      work: '{total} - {1}',
    },
  ],
});

const lengthOfLine = definePlainForm({
  name: 'lengthOfLine',
  draw: (pick, size) => ({
    ...drawNames(pick),
    front: pick.int(3, 12 * size),
    back: pick.int(3, 12 * size),
    joined: pick.int(2, 9),
  }),
  templates: [
    '{first} is number {front} from the front of a queue and number {back} from the back. Then {joined} more people join. How long is the queue now?',
    'How many people are in the queue at the end? {first} is number {front} counted from the front and number {back} counted from the back, and after that {joined} people line up behind.',
    '{first}: {front} from the front, {back} from the back. +{joined} new ones. length?',
    'counted from the left my locker is number {front}, from the right it is number {back}. they add {joined} lockers to the row. how many lockers then',
    'A runner, {first}, is in place {front}; seen from the last runner it is place {back}. {joined} late starters are added to the field. Size of the field?',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Count the first row',
      text: '[{first} is counted from both sides, so we take 1 away|the one in question is counted twice]',
      work: '{front} + {back} - 1',
    },
    {
      title: 'Add the new ones',
      text: '[{joined} come on top|with the {joined} new ones]',
      work: '{1} + {joined}',
    },
  ],
});

const overtaking = definePlainForm({
  name: 'overtaking',
  draw: (pick, size) => {
    const [up, down, out] = [pick.int(2, 3 * size), pick.int(2, 2 * size), pick.int(2, 3)];
    return {
      ...drawNames(pick),
      up,
      down,
      out,
      place: up + out + pick.int(1, 10 * size),
      laps: pick.int(10, 60),
    };
  },
  templates: [
    '{first} runs in place {place}. First {first} overtakes {up} runners, then {down} others overtake {first}, and then {out} of those in front give up. In which place is {first} now?',
    'Which place has {first}, who was in place {place}, passed {up} people, was passed by {down}, and saw {out} ahead drop out?',
    'place {place}, overtakes {up}, overtaken by {down}, {out} in front retire. place now?',
    'in a race [of {laps} laps |]i was number {place}, got past {up}, lost {down} places again and {out} cars in front of me broke down. what place am i in',
    'A ticket is number {place} in the backlog. It moves up by {up}, {down} urgent ones are put in front of it, and {out} ahead of it are closed. Number of the ticket in the backlog now?',
  ],
  goal: 'the place',
  steps: [
    {
      title: 'Move up',
      text: '[each one passed makes the place one better|passing {up} means going up {up} places]',
      work: '{place} - {up}',
    },
    {
      title: 'Fall back',
      text: '[those who come in front push it back|the {down} that get in front cost {down} places]',
      work: '{1} + {down}',
    },
    {
      title: 'Leave out those who are gone',
      text: '[{out} in front are gone|with {out} less in front, the place gets better again]',
      work: '{2} - {out}',
    },
  ],
});

/** Places in a line, from both of its ends. */
export const places: readonly AnyForm[] = [betweenInLine, lengthOfLine, overtaking];

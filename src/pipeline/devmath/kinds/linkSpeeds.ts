import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';

const contents = ['film', 'snapshot', 'data set', 'dump', 'package', 'recording'] as const;

/** Bits per second against bytes: 8 bits a byte. */
const overLink = defineTrainForm({
  name: 'overLink',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const isLarge = difficulty === 'hard';
    const rate = pick.of([16, 20, 25, 40, 50, 80, 100, 200, 250, 400, 500, 800]);
    const inMinutes = isLarge && pick.chance(0.5);
    const size = pick.until(
      () => (isLarge ? pick.int(2, 120) : pick.int(5, 900)),
      (drawn) => {
        const result = (drawn * (isLarge ? 8000 : 8)) / rate / (inMinutes ? 60 : 1);
        return Number.isInteger(result) && result > 1 && result !== drawn;
      },
    );
    const unit = inMinutes ? 'minutes' : 'seconds';
    return {
      rate,
      size,
      isLarge,
      inMinutes,
      unit,
      result: (size * (isLarge ? 8000 : 8)) / rate / (inMinutes ? 60 : 1),
      sizeText: `${size} ${isLarge ? 'GB' : 'MB'}`,
      what: pick.of(contents),
      note: isLarge ? ' (1 GB = 1000 MB)' : '',
    };
  },
  templates: [
    'Our line carries {rate} Mbit/s. How many {unit} does it need for an upload of {sizeText}{note}?',
    '{sizeText}{note} at {rate} Mbit/s, in {unit}?',
    'A {what} of {sizeText}{note} is downloaded with {rate} megabits per second. Give the time in {unit}.',
    'With a bandwidth of {rate} Mbit/s, in how many {unit} are {sizeText} through{note}?',
    'A provider promises {rate} Mbit/s. If that is true, for how many {unit} does a {sizeText} download run{note}?',
    'link: {rate} Mbit/s\npayload: {sizeText}{note}\ntime in {unit}: ?',
    'got {sizeText} to send and the line does {rate} megabit a second, how many {unit} is that{note}',
    'The progress bar of a {sizeText} transfer moves evenly, at {rate} Mbit/s. After how many {unit} is it at the end{note}?',
  ],
  solve: ({ rate, size, isLarge, inMinutes, result, unit }) => {
    const bits = isLarge ? `${size} * 1000 * 8` : `${size} * 8`;
    const why = isLarge ? 'one GB is 1000 MB, and ' : '';
    const minutes = inMinutes ? ', and by 60 for minutes' : '';
    return {
      answer: String(result),
      goal: 'the transfer time',
      unit,
      steps: [
        {
          title: 'Convert to megabits and divide by the rate',
          text: `${why}one byte is 8 bits, so there are ${bits} megabits; the line carries ${rate} of them per second, so we divide by ${rate}${minutes}`,
          equations: [`${bits} / ${rate}${inMinutes ? ' / 60' : ''} = ${result} ${unit}`],
        },
      ],
    };
  },
});

/** Bytes per second against bytes: no 8. */
const overDisk = defineTrainForm({
  name: 'overDisk',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const isLarge = difficulty === 'medium';
    const rate = pick.of([5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500]);
    const size = pick.until(
      () => (isLarge ? pick.int(2, 90) : pick.multiple(5, 20, 2000)),
      (drawn) => {
        const result = (drawn * (isLarge ? 1000 : 1)) / rate;
        return Number.isInteger(result) && result > 1;
      },
    );
    return {
      rate,
      size,
      isLarge,
      result: (size * (isLarge ? 1000 : 1)) / rate,
      sizeText: `${size} ${isLarge ? 'GB' : 'MB'}`,
      note: isLarge ? ' (1 GB = 1000 MB)' : '',
    };
  },
  templates: [
    'A disk writes {rate} MB/s. How many seconds does it take to write {sizeText}{note}?',
    'We copy {sizeText} at {rate} megabytes per second{note}. Time in seconds?',
    'If {rate} MB are read each second, after how many seconds have {sizeText} been read{note}?',
    '{sizeText}{note} at {rate} MB/s, in seconds?',
    'speed: {rate} MB per second\ndata: {sizeText}{note}\nseconds: ?',
    'the backup runs with {rate} megabytes a second and has {sizeText} to save, how many seconds{note}',
  ],
  solve: ({ rate, size, isLarge, result }) => {
    const mb = isLarge ? `${size} * 1000` : String(size);
    return {
      answer: String(result),
      goal: 'the time',
      unit: 'seconds',
      steps: [
        {
          title: 'Divide the size by the rate',
          text: `${isLarge ? 'one GB is 1000 MB; ' : ''}size and rate are both in MB, not in bits, so we just divide by ${rate} MB per second`,
          equations: [`${mb} / ${rate} = ${result} seconds`],
        },
      ],
    };
  },
});

const amountSent = defineTrainForm({
  name: 'amountSent',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const inMinutes = difficulty === 'hard';
    const rate = pick.of([4, 12, 16, 20, 24, 40, 50, 80, 100, 120, 200, 400]);
    const time = pick.until(
      () => pick.int(2, inMinutes ? 30 : 120),
      (drawn) => (drawn * rate * (inMinutes ? 60 : 1)) % 8 === 0,
    );
    return {
      rate,
      time,
      inMinutes,
      result: (time * rate * (inMinutes ? 60 : 1)) / 8,
      unit: inMinutes ? 'minutes' : 'seconds',
    };
  },
  templates: [
    'How many MB can a line of {rate} Mbit/s carry in {time} {unit}?',
    'I let a download run for {time} {unit} at {rate} Mbit/s. How many megabytes do I have then?',
    'A camera sends {rate} megabits per second. How many MB are that in {time} {unit}?',
    '{rate} Mbit/s for {time} {unit}, in MB?',
    'rate: {rate} Mbit/s\nduration: {time} {unit}\nmegabytes: ?',
    'stream with {rate} megabit per second, running {time} {unit}. how many megabytes went over the line',
  ],
  solve: ({ rate, time, inMinutes, result }) => ({
    answer: String(result),
    goal: 'the amount of data',
    unit: 'MB',
    steps: [
      {
        title: 'Multiply, then convert to bytes',
        text: `${inMinutes ? 'a minute has 60 seconds, and ' : ''}${rate} megabits come each second; one byte is 8 bits, so we multiply and divide by 8`,
        equations: [`${time}${inMinutes ? ' * 60' : ''} * ${rate} / 8 = ${result} MB`],
      },
    ],
  }),
});

/** Sizes in bytes with speeds in bits or in bytes per second. */
export const linkSpeeds: readonly AnyForm[] = [overLink, overDisk, amountSent];

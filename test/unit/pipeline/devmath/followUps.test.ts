import { describe, expect, it } from 'vitest';
import { changedNumber } from '../../../../src/pipeline/devmath/changedNumber';
import { generateFollowUps } from '../../../../src/pipeline/devmath/followUps';

const rows = generateFollowUps(300);

describe('changedNumber', () => {
  it.each([
    ['Is 8 of 20 files much?', 'Is 12 of 20 files much?', '8', '12', '', false],
    ['Is 8% of 20 files much?', 'Is 12% of 20 files much?', '8%', '12%', '', true],
    ['8 jobs for 2 teams?', '8 jobs for 3 teams?', '2', '3', ' teams', true],
    ['What is 0x2F + 1?', 'What is 0x3A + 1?', '0x2F', '0x3A', '', true],
    ['Add 10,000 and 1.5 MB.', 'Add 20,000 and 1.5 MB.', '10,000', '20,000', '', false],
    ['From 08:30 on?', 'From 09:30 on?', '08:30', '09:30', '', true],
  ])('finds the one number between «%s» and «%s»', (first, second, from, to, unit, isTelling) => {
    const found = changedNumber(first, second);
    expect(found).toMatchObject({ from, to, isTelling });
    if (isTelling && unit !== '') expect(found?.unit).toBe(unit);
  });

  it.each([
    ['the same', '8 of 20?', '8 of 20?'],
    ['two numbers that differ', '8 of 20?', '9 of 21?'],
    ['other words', '8 cats?', '9 dogs?'],
    ['an old number that stands there twice', '8 and 8 of 20?', '9 and 8 of 20?'],
    ['an old number that is a part of another one', 'At 08:30, 30 jobs?', 'At 08:30, 31 jobs?'],
    ['a part of a word', 'Is x8 free?', 'Is x9 free?'],
  ])('finds none for %s', (_, first, second) => {
    expect(changedNumber(first, second)).toBeUndefined();
  });
});

describe('generateFollowUps', () => {
  const changed = rows.filter(({ question }) => question.length < 60 && !question.includes('\n'));

  it('gives the same ones each time, a longer list behind a shorter one', () => {
    expect(generateFollowUps(40)).toEqual(rows.slice(0, 40));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('changes a number in about three of four, of most kinds, in many wordings', () => {
    const exact = rows.filter(({ question }) =>
      /instead|rather|Replace|Change|place|meant|What if/.test(question),
    );
    expect(exact.length).toBeGreaterThan(rows.length / 3);
    expect(changed.length / rows.length).toBeGreaterThan(0.65);
    expect(changed.length / rows.length).toBeLessThan(0.9);
    expect(new Set(changed.map(({ kind }) => kind)).size).toBeGreaterThan(9);
    const wordings = new Set(
      changed.map(({ question }) => question.replace(/[\dA-F][\w.,:%-]*/g, 'N')),
    );
    expect(wordings.size).toBeGreaterThan(20);
  });

  it('names an old number that stands in the earlier question once', () => {
    const named = changed.flatMap(({ question, before }) => {
      const from = /instead of ([\w.,:%-]*\w%?)/.exec(question)?.[1];
      return from === undefined ? [] : [before.question.split(from).length];
    });
    expect(named.length).toBeGreaterThan(30);
    for (const parts of named) expect(parts).toBeGreaterThanOrEqual(2);
  });

  it('answers with the new number in place of the old one', () => {
    // Sizes with one number in the question are proportional to it.
    const sizes = generateFollowUps(600).filter(
      ({ kind, before }) =>
        kind === 'byteUnits' &&
        /[KMG]i?B|bytes/.test(before.question) &&
        before.question.match(/\d+/g)?.length === 1,
    );
    expect(sizes.length).toBeGreaterThan(3);
    for (const { question, answer, before } of sizes) {
      const old = Number(/\d+/.exec(before.question)?.[0]);
      const now =
        question
          .match(/\d+/g)
          ?.map(Number)
          .find((number) => number !== old) ?? NaN;
      expect(Number(answer) * old).toBe(now * Number(before.answer));
    }
  });

  it('leaves no placeholder or option behind', () => {
    for (const { question, chain, answer } of rows) {
      expect(question).not.toMatch(/\{from|\{to|\[[^\]\n]*\|/);
      expect(chain).toContain(answer);
    }
  });
});

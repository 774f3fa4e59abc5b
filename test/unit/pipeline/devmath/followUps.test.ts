import { describe, expect, it } from 'vitest';
import { changedNumber } from '../../../../src/pipeline/devmath/changedNumber';
import { generateFollowUps } from '../../../../src/pipeline/devmath/followUps';

const many = generateFollowUps(1200);
const rows = many.slice(0, 300);
/** How the chain of a relative follow-up begins: with the equation of the number that is meant. */
const lead =
  /^(?:The number is now|In place of \d+ we have|The new number:) (\d+) ([-+*/]) (\d+) = (\d+)\.\n\n/;

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
    ['A team of 10 sends 3 of us.', 'A team of 11 sends 3 of us.'],
    ['It rings when 8 divides its number.', 'It rings when 3 divides its number.'],
    ['With 90% pass, how many?', 'With 80% pass, how many?'],
    ['id % 5 chooses one.', 'id % 6 chooses one.'],
    ['Dividing by 7 gives 2.', 'Dividing by 9 gives 2.'],
  ])('takes no verb for a unit in «%s»', (first, second) => {
    expect(changedNumber(first, second)?.unit).toBe('');
  });

  it.each([
    ['An outage of 4 hours 36 minutes.', 'An outage of 8 hours 36 minutes.'],
    ['An outage of 4 hours 36 minutes.', 'An outage of 4 hours 50 minutes.'],
    ['An outage of 4 hours and 36 minutes.', 'An outage of 4 hours and 50 minutes.'],
    ['It took 1 hour 36 minutes.', 'It took 1 hour 50 minutes.'],
  ])('lets no part of «%s» stand for the whole', (first, second) => {
    expect(changedNumber(first, second)).toMatchObject({ unit: '', isTelling: false });
  });

  it.each([
    ['the same', '8 of 20?', '8 of 20?'],
    ['a prefix length', 'A /17 is cut into /21 subnets.', 'A /17 is cut into /19 subnets.'],
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
      const earlier = before.map((turn) => turn.question).join('\n');
      return from === undefined ? [] : [earlier.split(from).length];
    });
    expect(named.length).toBeGreaterThan(30);
    for (const parts of named) expect(parts).toBeGreaterThanOrEqual(2);
  });

  it('answers with the new number in place of the old one', () => {
    // Sizes with one number in the question are proportional to it.
    let [plain, related] = [0, 0];
    for (const { kind, question, answer, before, chain } of many) {
      const [first] = before;
      const isSize = kind === 'byteUnits' && /[KMG]i?B|bytes/.test(first?.question ?? '');
      if (!isSize || before.length > 1 || first?.question.match(/\d+/g)?.length !== 1) continue;
      const old = Number(/\d+/.exec(first.question)?.[0]);
      const relation = lead.exec(chain)?.[4];
      const now =
        relation ?? question.match(/\d+/g)?.find((number) => Number(number) !== old) ?? 'none';
      expect(Number(answer) * old).toBe(Number(now) * Number(first.answer));
      if (relation === undefined) plain += 1;
      else related += 1;
    }
    expect(plain).toBeGreaterThan(1);
    expect(related).toBeGreaterThan(0);
  });

  it('names a number by its relation to the old one, and begins the chain with it', () => {
    const seen = new Set<string>();
    for (const { question, before, chain } of many) {
      const [, a = '', sign = '', b = '', to] = lead.exec(chain) ?? [];
      if (question.length > 80 || to === undefined) continue;
      const [left, right] = [Number(a), Number(b)];
      const results = {
        '+': left + right,
        '-': left - right,
        '*': left * right,
        '/': left / right,
      };
      expect(results[sign as keyof typeof results]).toBe(Number(to));
      const word = /twice|doubl/i.test(question)
        ? '2 *'
        : /half|halve/i.test(question)
          ? '/ 2'
          : /ten times|10 times|by 10/.test(question)
            ? '10 *'
            : /more|larger|Increase|Raise/.test(question)
              ? '+ 1'
              : '- 1';
      expect(`${a} ${sign} ${b}`).toContain(word);
      const from = sign === '*' ? b : a;
      expect(before.map((turn) => turn.question.replaceAll(',', '')).join(' ')).toContain(from);
      seen.add(word);
    }
    expect(seen.size).toBe(5);
  });

  it('has one to three turns before, with unrelated ones among them', () => {
    const [one = 0, two = 0, three = 0] = [1, 2, 3].map(
      (n) => rows.filter(({ before }) => before.length === n).length,
    );
    expect(one).toBeGreaterThan(150);
    expect(two).toBeGreaterThan(30);
    expect(three).toBeGreaterThan(1);
    expect(one + two + three).toBe(rows.length);
  });

  it('takes earlier turns from other questions too', () => {
    const others = ['A', 'B', 'C'].map((name) => ({ question: `${name} has 2?`, answer: '2' }));
    const mixed = generateFollowUps(300, others);
    const isOther = ({ question }: { readonly question: string }): boolean =>
      others.some((other) => other.question === question);
    const behind = mixed.filter(({ before }) => before.some(isOther));
    expect(behind.length).toBeGreaterThan(30);
    // A short follow-up never goes on from one of them.
    expect(behind.filter(({ before }) => before.every(isOther)).length).toBeGreaterThan(10);
    for (const { before, question } of behind) {
      const last = before.at(-1);
      if (last !== undefined && isOther(last)) expect(question).not.toMatch(/instead of|doubled/);
    }
  });

  it('leaves out most changes that leave the answer as it was', () => {
    const same = many.filter(({ answer, before }) => answer === before.at(-1)?.answer);
    expect(same.length / many.length).toBeLessThan(0.03);
  });

  it('names no verb as what is counted, and no time without «per»', () => {
    for (const { question } of many) {
      expect(question).not.toMatch(/^.{0,40}\d (?:sends|divides|gives|goes|falls)\?/);
      expect(question).not.toMatch(/\ba hour\b/);
    }
  });

  it('leaves no placeholder or option behind', () => {
    for (const { question, chain, answer } of rows) {
      expect(question).not.toMatch(/\{from|\{to|\[[^\]\n]*\|/);
      expect(chain).toContain(answer);
    }
  });
});

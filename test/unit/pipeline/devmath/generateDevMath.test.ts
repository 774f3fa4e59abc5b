import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import { difficulties } from '../../../../src/pipeline/devmath/devMathRow';
import type { DevMathRow, DevMathSplit } from '../../../../src/pipeline/devmath/devMathRow';
import { defineForm } from '../../../../src/pipeline/devmath/form';
import type { DevMathKind } from '../../../../src/pipeline/devmath/form';
import { generateDevMath } from '../../../../src/pipeline/devmath/generateDevMath';
import { devOpeners, openers } from '../../../../src/pipeline/devmath/openers';
import { wordingsOf } from './statedValues';

const sizes = { train: 2000, trial: 200, calibration: 200, dev: 300 } as const;
const splits: readonly DevMathSplit[] = ['train', 'trial', 'calibration', 'dev'];
const rows = new Map(
  splits.map((split): [DevMathSplit, DevMathRow[]] => [split, generateDevMath(split)]),
);
const all = [...rows.values()].flat();
const allForms = devMathKinds.flatMap(({ forms }) => forms);

function withoutOpener(question: string): string {
  const opener = [...openers, ...devOpeners].find((each) => question.startsWith(`${each} `));
  return opener === undefined ? question : question.slice(opener.length + 1);
}

function count<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

describe('generateDevMath', () => {
  it.each(splits)('gives the same %s each time', (split) => {
    expect(generateDevMath(split)).toEqual(rows.get(split));
  });

  // What is evaluated stays the same for ever: a new form or wording is for train alone.
  it.each([
    ['dev', 'a4fbdddaa21f91201cd68739ea5f3c86f369c1489630b461542fe9bef85b762f'],
    ['trial', 'a8a833fac19ed245649cb68442d22db383cd20a19784c48b804692609f5a4dbd'],
    ['calibration', 'b1a0a499c1c24a8fb9495e7ba8f791c6feb614641127fe6a3da2d91b3bd6705b'],
  ] as const)('has left the questions of %s as they were', (split, sha256) => {
    const lines = rows
      .get(split)!
      .map(({ id, question, answer }) => JSON.stringify([id, question, answer]))
      .join('\n');
    expect(createHash('sha256').update(lines).digest('hex')).toBe(sha256);
  });

  it('writes one of something in the singular where it trains', () => {
    const plural = /(?<![\w.,:/-])1 (?:hour|minute|second|day)s\b/;
    for (const { question, chain } of rows.get('train')!)
      expect(`${question}\n${chain}`).not.toMatch(plural);
  });

  it.each(splits)('spreads %s over kinds and difficulties', (split) => {
    const part = rows.get(split)!;
    expect(part).toHaveLength(sizes[split]);
    const perKind = sizes[split] / devMathKinds.length;
    const kinds = count(part.map(({ kind }) => kind));
    expect(kinds.size).toBe(devMathKinds.length);
    for (const number of kinds.values()) expect(Math.abs(number - perKind)).toBeLessThan(1);
    const cells = count(part.map(({ kind, difficulty }) => `${kind} ${difficulty}`));
    expect(cells.size).toBe(devMathKinds.length * difficulties.length);
    for (const number of cells.values()) expect(Math.abs(number - perKind / 3)).toBeLessThan(2);
  });

  it('never asks the same question twice, whatever stands before it', () => {
    expect(new Set(all.map(({ question }) => withoutOpener(question))).size).toBe(all.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('leaves no placeholder, option or undefined value behind', () => {
    for (const { question, chain, answer } of all) {
      expect(`${question}\n${chain}`).not.toMatch(
        /undefined|NaN|Infinity|\[object|(?<!\\)\[[^\]\n]*\|/,
      );
      // Braces occur in JavaScript, C and LaTeX only.
      expect(question.replace(/(?:let|for|while|function|int|const)[\s\S]*\}/, '')).not.toMatch(
        /[{}]/,
      );
      expect(answer).toMatch(/^[\w./: -]+$/);
    }
  });

  it('is plain ASCII without doubled blanks or blanks at the ends of lines', () => {
    for (const { question, chain } of all) {
      for (const text of [question, chain]) {
        expect(text).toMatch(/^[\x20-\x7e\n]+$/);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/[^\n ] {2,}\S| \n| [,;]|(?<![=:]) \?/);
      }
    }
  });

  it('writes chains of a size that can be pruned', () => {
    for (const { chain } of all) {
      expect(chain.length, chain).toBeGreaterThan(60);
      expect(chain.length, chain).toBeLessThan(1600);
    }
  });
});

describe('more questions than a split has', () => {
  const more = generateDevMath('train', 2600);

  it('begin with its own, are new and belong to no other split', () => {
    expect(more.slice(0, 2000)).toEqual(rows.get('train'));
    const others = splits.filter((split) => split !== 'train').flatMap((split) => rows.get(split)!);
    const texts = [...more, ...others].map(({ question }) => withoutOpener(question));
    expect(new Set(texts).size).toBe(texts.length);
    expect(more.at(-1)?.id).toBe('devmath-train-2600');
  });

  /** A kind with `size` questions of each difficulty, as the texts that are in train are counted. */
  function smallKind(name: string, size: number): DevMathKind {
    const form = defineForm({
      name,
      difficulties,
      draw: (pick, difficulty) => ({ number: pick.int(1, size), difficulty }),
      templates: [`How many ${name} are {number} {difficulty} ones?`],
      devTemplates: ['unused'],
      solve: ({ number }) => ({
        answer: `${number}`,
        goal: 'it',
        steps: [{ title: 't', text: 'it is' }],
      }),
    });
    return { name, forms: [form] };
  }

  it('take another difficulty, then another kind, when one is used up, and end with a clear error', () => {
    const kinds = [smallKind('cats', 4), smallKind('dogs', 40)];
    const all = count(generateDevMath('train', 60, kinds).map(({ kind }) => kind));
    expect(all.get('cats')).toBeLessThanOrEqual(12);
    expect(all.get('dogs')).toBeGreaterThanOrEqual(48);
    expect(() => generateDevMath('train', 133, kinds)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }) as Error,
    );
  });
});

/** The longest piece of a wording that is the same in every question. */
function fixedText(template: string): string {
  const parts = template.split(/\{\w+\}|\[[^\]]*\]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** A wording without what tells questions of it apart: values, punctuation and capitals. */
function plainWords(wording: string): string {
  return wording
    .toLowerCase()
    .replace(/\{\w+\}(?:\s*\{\w+\})*/g, '#')
    .replace(/[^\w#]+/g, ' ')
    .trim();
}

/** Below this a wording says nothing of its own: «# in #?». */
const leastLetters = 8;

function tellingWords(split: DevMathSplit): readonly string[] {
  return allForms
    .flatMap(({ wordings }) => wordings[split].flatMap(wordingsOf).map(plainWords))
    .filter((words) => words.replace(/[^a-z]/g, '').length >= leastLetters);
}

describe('the forms', () => {
  it.each(devMathKinds)('of $name have names of their own', ({ forms }) => {
    const names = forms.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

describe('the wordings', () => {
  it('differ between dev and the other splits in every form', () => {
    for (const { wordings, name } of allForms) {
      expect(wordings.train.length, name).toBeGreaterThanOrEqual(5);
      expect(wordings.train, name).toEqual(expect.arrayContaining([...wordings.trial]));
      expect(wordings.dev.length, name).not.toBe(1);
    }
    const shared = new Set(allForms.flatMap(({ wordings }) => wordings.train));
    for (const template of allForms.flatMap(({ wordings }) => wordings.dev))
      expect(shared.has(template), template).toBe(false);
    const spoken: readonly string[] = openers;
    for (const opener of devOpeners) expect(spoken.includes(opener), opener).toBe(false);
  });

  it('stay apart in the questions themselves', () => {
    const ofDev = allForms.flatMap(({ wordings }) => wordings.dev.map(fixedText));
    const telling = ofDev.filter((part) => part.length >= 12);
    expect(telling.length).toBeGreaterThan(ofDev.length * 0.9);
    const leaked = all
      .filter(({ split }) => split !== 'dev')
      .flatMap(({ question }) => telling.filter((part) => question.includes(part)));
    expect(leaked).toEqual([]);
  });

  it('of train have no piece of dev, whatever the options', () => {
    const telling = allForms
      .flatMap(({ wordings }) => wordings.dev.map(fixedText))
      .filter((part) => part.length >= 12);
    for (const { name, wordings } of allForms)
      for (const wording of wordings.train.flatMap(wordingsOf))
        expect(
          telling.filter((part) => wording.includes(part)),
          `${name}: ${wording}`,
        ).toEqual([]);
  });

  it('of train hold none of dev, and are held by none', () => {
    const ofDev = tellingWords('dev');
    const leaked = tellingWords('train').flatMap((words) =>
      ofDev
        .filter(
          (other) => ` ${other} `.includes(` ${words} `) || ` ${words} `.includes(` ${other} `),
        )
        .map((other) => ({ train: words, dev: other })),
    );
    expect(ofDev.length).toBeGreaterThan(100);
    expect(leaked).toEqual([]);
  });
});

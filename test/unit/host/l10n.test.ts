import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMathsOrLogic } from '../../../src/core/question/isMathsOrLogic';
import { accept, tableOf, text } from '../../../src/protocol/guards';

const words = tableOf(text(2_000, 1), 2_000);

function read(path: string): Readonly<Record<string, string>> {
  const checked = accept(words, JSON.parse(readFileSync(path, 'utf8')), path);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}

/** Texts that the sources ask for, by the way every call is written: `l10n.t('…'`. */
function askedTexts(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name));
  return new Set(sources.flatMap((name) => textsOf(readFileSync(join(folder, name), 'utf8'))));
}

function textsOf(source: string): readonly string[] {
  const calls = source.matchAll(/l10n\.t\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")/g);
  return [...calls].map(([, single, double]) =>
    (single ?? double ?? '').replace(/\\(['"])/g, '$1'),
  );
}

function placeholders(message: string): readonly string[] {
  return [...message.matchAll(/\{\d+\}/g)].map(([found]) => found).sort();
}

const english = read('l10n/bundle.l10n.json');
const german = read('l10n/bundle.l10n.de.json');

describe('the bundle of texts', () => {
  it('holds what host and pages ask for, and nothing else (npm run l10n)', () => {
    const asked = new Set([...askedTexts('src/host'), ...askedTexts('src/webview')]);
    expect(asked.size).toBeGreaterThan(100);
    expect(Object.keys(english).sort()).toEqual([...asked].sort());
  });

  it('is translated whole, each placeholder in its place', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
    for (const [message, translation] of Object.entries(german)) {
      expect(placeholders(translation), message).toEqual(placeholders(message));
    }
  });
});

it.each(['src/webview/shared/Examples.tsx', 'src/host/commands/openExample.ts'])(
  'the questions of %s are asked without a word in either language',
  (file) => {
    const questions = [...textsOf(readFileSync(file, 'utf8'))].filter((it) => it.endsWith('?'));
    expect(questions).not.toEqual([]);
    for (const question of questions) {
      expect(isMathsOrLogic(question), question).toBe(true);
      expect(isMathsOrLogic(german[question] ?? ''), german[question]).toBe(true);
    }
  },
);

describe('the texts of package.json', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const nls = read('package.nls.json');
  const nlsGerman = read('package.nls.de.json');

  it('are all there, and none is left over', () => {
    const asked = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(nls).sort());
  });

  it('are translated whole, with the same commands behind their buttons', () => {
    expect(Object.keys(nlsGerman)).toEqual(Object.keys(nls));
    const commands = (message: string): readonly string[] =>
      [...message.matchAll(/\(command:[^)]*\)/g)].map(([found]) => found);
    for (const [key, message] of Object.entries(nls)) {
      expect(commands(nlsGerman[key] ?? ''), key).toEqual(commands(message));
    }
  });
});

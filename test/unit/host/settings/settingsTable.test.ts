import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import { settingsTable } from '../../../../src/host/settings/settingsTable';
import { accept, object, tableOf, text } from '../../../../src/protocol/guards';
import type { Check } from '../../../../src/protocol/guards';

const anything: Check<unknown> = () => undefined;

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: unknown };
  };
}

function read<T>(path: string, check: Check<T>): T {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const checked = accept(check, value, path);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}

const { contributes, capabilities } = read<Manifest>(
  'package.json',
  object<Manifest>({
    contributes: object<Manifest['contributes']>({
      configuration: object<Manifest['contributes']['configuration']>({
        properties: tableOf(tableOf(anything, 16), 64),
      }),
    }),
    capabilities: object<Manifest['capabilities']>({
      untrustedWorkspaces: object<Manifest['capabilities']['untrustedWorkspaces']>({
        restrictedConfigurations: anything,
      }),
    }),
  }),
);
const words = read('package.nls.json', tableOf(text(2_000, 1), 1_000));
const { properties } = contributes.configuration;
const rules = Object.entries(settingsTable);

/** The words behind `%key%`. */
function resolve(reference: unknown): string | undefined {
  const key = typeof reference === 'string' ? /^%(.+)%$/.exec(reference)?.[1] : undefined;
  return key === undefined ? undefined : words[key];
}

describe('the settings in package.json', () => {
  it('are those of the table, in its order', () => {
    expect(Object.keys(properties)).toEqual(rules.map(([key]) => `tokenskip.${key}`));
    expect(Object.values(properties).map(({ order }) => order)).toEqual(rules.map((_, i) => i));
  });

  it.each(rules)('%s has the type, range, scope and default of the table', (key, rule) => {
    const {
      type,
      minimum,
      maximum,
      scope,
      default: fallback,
      ...rest
    } = properties[`tokenskip.${key}`] ?? { default: undefined };
    const members = { type, minimum, maximum, scope, enum: rest.enum };
    const shown = Object.fromEntries(Object.entries(members).filter(([, it]) => it !== undefined));
    expect(shown).toEqual(rule.schema);
    expect(fallback).toBe(rule.default);
  });

  it.each(rules)('%s is described, and so is each of its choices', (key, { schema }) => {
    const property = properties[`tokenskip.${key}`];
    expect(resolve(property?.markdownDescription)).toBeTypeOf('string');
    const choices = property?.enumDescriptions ?? [];
    expect(choices).toHaveLength(schema.enum?.length ?? 0);
    for (const choice of Array.isArray(choices) ? choices : []) {
      expect(resolve(choice)).toBeTypeOf('string');
    }
  });

  it('takes neither a path nor what is told as sure from a folder that is not trusted', () => {
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual([
      'tokenskip.model',
      'tokenskip.notSureBelow',
      'tokenskip.nodePath',
    ]);
  });
});

describe('checkSettings', () => {
  it('gives the default for what is not set', () => {
    const { settings, invalid } = checkSettings(() => undefined);
    expect(settings).toEqual(Object.fromEntries(rules.map(([key, rule]) => [key, rule.default])));
    expect(invalid).toEqual([]);
  });

  it('names what is no good and replaces it', () => {
    const given: Readonly<Record<string, unknown>> = { ratio: '0.4', maxTokens: 17, threads: -1 };
    const { settings, invalid } = checkSettings((key) => given[key]);
    expect(invalid).toEqual(['ratio', 'threads']);
    expect(settings).toMatchObject({ ratio: 'auto', maxTokens: 17, threads: 0 });
  });
});

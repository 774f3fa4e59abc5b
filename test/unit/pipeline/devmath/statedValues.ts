import type { AnyForm } from '../../../../src/pipeline/devmath/form';
import type { Drawn } from './oracles';

/** Every text that a template can become, with its names left in. */
export function wordingsOf(template: string): string[] {
  const options = /\[([^[\]]*\|[^[\]]*)\]/.exec(template);
  if (!options) return [template];
  return (options[1] ?? '')
    .split('|')
    .flatMap((option) => wordingsOf(template.replace(options[0], () => option)));
}

/**
 * What of the drawn values the question's text states: an answer that can be computed from these
 * alone can be computed by whoever reads the question.
 */
export function statedValues(form: AnyForm, question: string, drawn: Drawn): Drawn {
  for (const wording of form.wordings.train.flatMap(wordingsOf)) {
    const names = [...wording.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const isStated = [false, true].some((isSeparated) => {
      const filled = wording.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = drawn[name];
        return isSeparated && typeof value === 'number' && value >= 10_000
          ? value.toLocaleString('en-US')
          : String(value);
      });
      return filled === question;
    });
    if (isStated) return Object.fromEntries(names.map((name) => [name, drawn[name]]));
  }
  throw new Error(`no wording of ${form.name} is «${question}»`);
}

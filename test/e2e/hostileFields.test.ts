import { describe, expect, it } from 'vitest';
import type { EquationMark } from '../../src/protocol/answerReport';
import type { Check } from '../../src/protocol/guards';
import { builtPages } from './support/builtPages';
import { hostilePages, panelKept, strangersIn, withPayload } from './support/hostilePage';
import { PlainPage } from './support/plainPage';

/** By these a page finds an answer again; two events that speak of one must have the same. */
const identity = /(?:^turn|turns\[\]|view|full|short|history\[\])\.id$/;

/** Which fields keep what they say: what is shown may depend on it. */
const passes: readonly { readonly name: string; readonly keeps: RegExp }[] = [
  { name: 'all', keeps: /^$/ },
  { name: 'a device that is known', keeps: /report\.device$/ },
  { name: 'a model that is the one in use', keeps: /model\(present\)\.id$|report\.model$/ },
];

/** Ends of the names of texts that a page gets and does not show, with what they are for. */
const unshown: Readonly<Record<'panel' | 'chat', Readonly<Record<string, string>>>> = {
  panel: {
    'model(present).id': 'compared with the id in a report',
    'model(missing).id': 'compared with the id in a report',
    'view.model': 'known to the host: the report says it when it is done',
    'full.model': 'the same',
    'short.model': 'the same',
    'report.device': 'tells a server from this machine; the bar says what the model runs on',
    'report.deviceReason': 'the bar says it',
    'short.question': 'stands once, over both answers',
    'run(answer).history[].question': 'asked again with the question',
    'run(answer).history[].answer': 'the same',
    'run(compare).history[].question': 'the same',
    'run(compare).history[].answer': 'the same',
  },
  chat: {
    'model(present).id': 'compared with the id in a report',
    'model(present).name': 'the status bar and the Models view beside it say it',
    'model(present).device.used': 'the same',
    'model(present).device.reason': 'the same',
    'model(missing).id': 'compared with the id in a report',
    'turns[].model': 'known to the host: the report says it when it is done',
    'turn.model': 'the same',
    'report.device': 'tells a server from this machine',
    'report.deviceReason': 'the status bar says it',
  },
};

/** A text of its own for each field: what one does names its field. */
class Tags {
  readonly #fields: string[] = [];

  /** Undefined for what must stay as it is. */
  textFor(field: string, keeps: RegExp): string | undefined {
    if (identity.test(field) || keeps.test(field)) return undefined;
    const tag = tagOf(this.#fields.push(field) - 1);
    return `<img src="https://elsewhere.test/${tag}" onerror="run('${tag}')">`;
  }

  /** The fields whose tags stand in the text. */
  fieldsIn(text: string): readonly string[] {
    return this.#fields.filter((_, index) => text.includes(tagOf(index)));
  }
}

const tagOf = (index: number): string => `tag${String(index).padStart(4, '0')}`;

/** What counts characters of a text, so that it speaks of all of the one that stands there now. */
function overWholeTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(overWholeTexts);
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, overWholeTexts(member)]),
  );
  const { text, endOffsets, chain, checks } = copy;
  if (typeof text === 'string' && Array.isArray(endOffsets)) {
    return { ...copy, endOffsets: [...(endOffsets as number[]).slice(0, -1), text.length] };
  }
  if (typeof chain === 'string' && Array.isArray(checks)) {
    const marks = checks as EquationMark[];
    return { ...copy, checks: marks.map((mark) => ({ ...mark, ...over(chain, mark) })) };
  }
  return copy;
}

function over(chain: string, { wrong }: EquationMark): Partial<EquationMark> {
  const whole = { startOffset: 0, endOffset: chain.length };
  return wrong === undefined ? whole : { ...whole, wrong: { ...wrong, ...whole } };
}

/** All that a person may come to read: text, what is in boxes, names and titles. */
function readable(): string {
  const elements = [...document.querySelectorAll('#root *')];
  const attributes = elements.flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  );
  const boxes = elements.flatMap((element) => ('value' in element ? [String(element.value)] : []));
  return [document.querySelector('#root')?.textContent, ...attributes, ...boxes].join('\n');
}

/** The same before anything is pressed and after all was pressed, which opens what was closed. */
async function readAll(plain: PlainPage): Promise<string> {
  const texts = [await plain.page.evaluate(readable)];
  for (let time = 0; time < 2; time++) {
    await plain.pressAll();
    texts.push(await plain.page.evaluate(readable));
  }
  return texts.join('\n');
}

/** Of what a page begins with: the event that brings it anew. */
function eventField(field: string): string {
  return field.replace(/^ready\.run/, 'run.run').replace(/^ready\./, '');
}

describe.each(hostilePages)('a hostile text in one field of the $bundle', (one) => {
  const sent = new Set<string>();
  const seen = new Set<string>();

  it.each(passes)(
    'is text, and what it does would be known by its field: $name',
    async ({ keeps }) => {
      const tags = new Tags();
      const tagged = (check: Check<unknown>, name: string, value: unknown): unknown => {
        const hostile = withPayload(check, value, (field) =>
          tags.textFor(`${name}.${field}`, keeps),
        );
        for (const field of tags.fieldsIn(JSON.stringify(hostile))) sent.add(eventField(field));
        return overWholeTexts(hostile);
      };
      const look = async (plain: PlainPage): Promise<void> => {
        for (const field of tags.fieldsIn(await readAll(plain))) seen.add(eventField(field));
        expect(await plain.page.evaluate(strangersIn)).toEqual([]);
      };
      const plain = await PlainPage.open({
        folder: builtPages,
        bundle: one.bundle,
        snapshot: tagged(one.link.methods.ready.result, 'ready', one.ready),
        ...(one.bundle === 'panel' ? { kept: panelKept } : {}),
      });
      try {
        await look(plain);
        const checks: Readonly<Record<string, Check<unknown>>> = one.link.events;
        for (const [name, data] of one.events) {
          await plain.push(name, tagged(checks[name]!, name, data));
          await look(plain);
        }
        const { ran, violations, requests } = await plain.misdeeds();
        expect(tags.fieldsIn([...ran, ...violations, ...requests].join('\n'))).toEqual([]);
        expect({ ran, violations, requests }).toEqual({ ran: [], violations: [], requests: [] });
      } finally {
        await plain.close();
      }
    },
  );

  it('reached the eye from every field but those that are for the page alone', () => {
    const hidden = Object.keys(unshown[one.bundle]);
    const isHidden = (field: string): boolean => hidden.some((end) => field.endsWith(end));
    expect([...sent].filter((field) => !seen.has(field) && !isHidden(field))).toEqual([]);
    // What is shown after all, or is no field any more, is to leave the list.
    expect([...seen].filter(isHidden)).toEqual([]);
    expect(hidden.filter((end) => ![...sent].some((field) => field.endsWith(end)))).toEqual([]);
  });
});

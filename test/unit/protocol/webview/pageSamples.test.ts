import { describe, expect, it } from 'vitest';
import { TypeProgram } from '../fuzz/typeProgram';
import { typeTextFields } from '../fuzz/typeTextFields';
import { chatEvents, chatResults, panelEvents, panelResults } from './pageSamples';
import { textPlaces } from './textPlaces';

const links = [
  {
    page: 'panel',
    file: 'src/protocol/webview/panelLink.ts',
    events: { type: 'PanelEvents', samples: panelEvents },
    ready: { type: 'PanelSnapshot', sample: panelResults.ready },
  },
  {
    page: 'chat',
    file: 'src/protocol/webview/chatLink.ts',
    events: { type: 'ChatEvents', samples: chatEvents },
    ready: { type: 'ChatSnapshot', sample: chatResults.ready },
  },
] as const;
const program = new TypeProgram(links.map(({ file }) => file));
const fieldsOf = (file: string, type: string): readonly string[] =>
  typeTextFields(program.named(file, type), program.checker);

/** The events bring what the page began with anew, under these names. */
const eventNames = [
  [/^run(?=\W|$)/, 'run.run'],
  [/^conversation(?=\W|$)/, 'conversation'],
] as const;

describe.each(links)('the samples of the $page', ({ file, events, ready }) => {
  const fields = fieldsOf(file, events.type);

  it('have a text in every place where its events may have any', () => {
    expect(fields.length).toBeGreaterThan(20);
    const sampled = events.samples.flatMap(([event, data]) =>
      textPlaces({ [event]: data }).map(({ field }) => field),
    );
    expect(fields.filter((field) => !sampled.includes(field))).toEqual([]);
  });

  it('have in what it begins with no place that no event has', () => {
    const begun = fieldsOf(file, ready.type).map((field) =>
      eventNames.reduce((name, [pattern, renamed]) => name.replace(pattern, renamed), field),
    );
    expect(begun.filter((field) => !fields.includes(field))).toEqual(['strings']);
  });
});

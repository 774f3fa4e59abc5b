import { describe, expect, it } from 'vitest';
import { compareOutcome } from '../../../../src/host/panel/compareOutcome';
import type { PastAnswer } from '../../../../src/host/panel/questionHistory';
import { QuestionHistory } from '../../../../src/host/panel/questionHistory';
import { maxHistory } from '../../../../src/protocol/webview/panelLink';
import { answerReport, answerView } from '../../support/sampleAnswer';
import { TableMemento } from './tableMemento';

describe('compareOutcome', () => {
  const full = {
    ...answerView,
    report: { ...answerReport, answer: '0.5', chainTokens: 100, seconds: 9, timeToFirstToken: 3 },
  };
  const short = {
    ...answerView,
    report: {
      ...answerReport,
      answer: '\\frac{1}{2}',
      chainTokens: 60,
      seconds: 4,
      timeToFirstToken: 0.5,
    },
  };

  it('measures writing alone, and compares answers by value', () => {
    expect(compareOutcome(full, short)).toEqual({
      savedTokens: 40,
      savedSeconds: 2.5,
      isSameAnswer: true,
    });
  });

  it('says nothing where another model or device wrote the second one', () => {
    const [model, device] = [{ model: 'another' }, { device: 'webgpu' }].map((change) => ({
      ...short,
      report: { ...short.report, ...change },
    }));
    expect(model && compareOutcome(full, model)).toBeNull();
    expect(device && compareOutcome(full, device)).toBeNull();
  });

  it('says so when the short run took more', () => {
    expect(compareOutcome(short, full)).toMatchObject({ savedTokens: -40, savedSeconds: -2.5 });
  });

  it('has nothing to say before both are done, and no agreement without two answers', () => {
    expect(compareOutcome(full, { ...short, report: null })).toBeNull();
    const silent = { ...short, report: { ...short.report, answer: null } };
    expect(compareOutcome(full, silent)?.isSameAnswer).toBeNull();
  });
});

const alone = (change: Partial<typeof answerView>): PastAnswer => ({
  view: { ...answerView, ...change },
  history: [],
});

describe('QuestionHistory', () => {
  it('keeps the newest first, over a reload, and no more than its bound', async () => {
    const memento = new TableMemento();
    const history = new QuestionHistory(memento);
    for (let i = 0; i < maxHistory + 3; i += 1) {
      await history.add(alone({ id: `a${i}` }));
    }
    const again = new QuestionHistory(memento);
    expect(again.items).toHaveLength(maxHistory);
    expect(again.items[0]?.id).toBe(`a${maxHistory + 2}`);
    expect(again.find('a0')).toBeUndefined();
    expect(again.find('a10')?.view.report?.answer).toBe('19');
  });

  it('keeps what was stopped with a text, and no failures', async () => {
    const history = new QuestionHistory(new TableMemento());
    await history.add(alone({ id: 'stopped', state: 'stopped', report: null }));
    await history.add(alone({ id: 'empty', state: 'stopped', report: null, chain: '' }));
    await history.add(alone({ id: 'failed', state: 'failed' }));
    expect(history.items.map(({ id, answer }) => [id, answer])).toEqual([['stopped', null]]);
  });

  it('names the model of each answer, also of one that was stopped', async () => {
    const history = new QuestionHistory(new TableMemento());
    const stopped = { ...answerView, state: 'stopped', report: null } as const;
    await history.add(alone({ ...stopped, id: 'before that was kept' }));
    await history.add(alone({ ...stopped, id: 'stopped', model: 'coder-1.5b' }));
    await history.add(alone({ id: 'done' }));
    expect(history.items.map(({ model }) => model)).toEqual(['coder-0.5b', 'coder-1.5b', null]);
  });

  it('keeps what a question follows upon', async () => {
    const memento = new TableMemento();
    const turns = [{ question: 'What is 9?', answer: 'The final answer is: $\\boxed{9}$' }];
    await new QuestionHistory(memento).add({ view: answerView, history: turns });
    expect(new QuestionHistory(memento).find('a1')?.history).toEqual(turns);
  });

  it('drops the oldest when all chains together grow too large', async () => {
    const history = new QuestionHistory(new TableMemento());
    const chain = 'x'.repeat(200_000);
    for (const id of ['a', 'b', 'c']) {
      await history.add(alone({ id, chain, report: null, state: 'stopped' }));
    }
    expect(history.items.map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('removes one, clears all, and passes over what it cannot read', async () => {
    const memento = new TableMemento();
    await memento.update('panel.history', [answerView, { id: 'old form' }, 'no object']);
    const history = new QuestionHistory(memento);
    expect(history.items).toHaveLength(1);
    expect(history.find('a1')?.history).toEqual([]);
    await history.add(alone({ id: 'a2' }));
    await history.remove('a1');
    expect(history.items.map(({ id }) => id)).toEqual(['a2']);
    await history.clear();
    expect(new QuestionHistory(memento).items).toEqual([]);
  });
});

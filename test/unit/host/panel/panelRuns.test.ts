import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MapView } from '../../../../src/protocol/webview/panelLink';
import { AppError } from '../../../../src/protocol/appError';
import { PanelWindow, ScriptedPage } from './panelWindow';
import { TableMemento } from './tableMemento';

vi.mock('vscode', () => import('./panelVscode'));

const answer = 'So 6 * 7 = 42.\n\nThe final answer is: $\\boxed{42}$';
const question = { question: 'What is 6 * 7?', ratio: '1.0', force: false, history: [] } as const;

describe('the map of an answer', () => {
  let window: PanelWindow;
  let page: ScriptedPage;
  beforeEach(async () => {
    window = new PanelWindow(new TableMemento(), answer);
    await window.run('ask');
    page = new ScriptedPage();
    await page.ready();
    await page.rpc.request('ask', question);
    await page.until('answer', ({ view }) => view.state === 'done');
    page.runs.length = 0;
  });

  /** The states that the page was shown, up to one after which nothing comes. */
  async function mapped(end: MapView['state']): Promise<readonly (string | undefined)[]> {
    await page.rpc.request('map', {});
    await page.until('answer', ({ map }) => map?.state === end);
    return page.runs.map((run) => (run?.kind === 'answer' ? run.map?.state : undefined));
  }

  it('says that the model is loaded, and what it does then', async () => {
    expect(await mapped('done')).toEqual(['loading', 'reading', 'done']);
    const { map } = await page.until('answer', (run) => run.map?.state === 'done');
    expect(map?.tokens?.text).toBe('So 6 * 7 = 42.');
  });

  it('names a failure, and is there after one more try', async () => {
    const failed = new AppError('engine-exited', 'The engine ended.');
    window.beforeUse = () => Promise.reject(failed);
    expect(await mapped('failed')).toEqual(['loading', 'failed']);
    const { map, view } = await page.until('answer', (run) => run.map?.state === 'failed');
    expect(map?.failure).toEqual({
      code: failed.code,
      message: failed.message,
      isRetryable: true,
    });
    expect(view.state).toBe('done');
    window.beforeUse = () => Promise.resolve();
    expect((await mapped('done')).at(-1)).toBe('done');
  });

  it('can be stopped while the model is loaded', async () => {
    window.beforeUse = async () => {
      await page.rpc.request('stop', {});
      throw new AppError('cancelled', 'Stopped.');
    };
    expect(await mapped('stopped')).toEqual(['loading', 'stopped']);
  });
});

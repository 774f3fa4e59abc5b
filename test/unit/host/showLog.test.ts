import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { showLog } from '../../../src/host/showLog';

interface OpenDocument {
  readonly uri: { readonly scheme: string; readonly path: string };
}

const { documents } = vi.hoisted(() => ({ documents: [] as OpenDocument[] }));
vi.mock('vscode', () => ({ workspace: { textDocuments: documents } }));

const show = vi.fn();
const log = { name: 'TokenSkip', show };

function shown(): Promise<void> {
  return showLog(log as unknown as LogOutputChannel);
}

describe('the log that is shown', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    show.mockReset();
    documents.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is asked for once where it is open', async () => {
    documents.push({ uri: { scheme: 'output', path: 'tokenskip.tokenskip.TokenSkip.log' } });
    await shown();
    expect(show).toHaveBeenCalledTimes(1);
  });

  it('is asked for again until it is open: VS Code drops what comes before it knows it', async () => {
    documents.push(
      { uri: { scheme: 'output', path: 'extension-output-vscode.git-#1-Git' } },
      { uri: { scheme: 'file', path: '/work/TokenSkip.log' } },
    );
    const showing = shown();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(show).toHaveBeenCalledTimes(9);
    documents.push({ uri: { scheme: 'output', path: 'tokenskip.tokenskip.TokenSkip.log' } });
    await vi.advanceTimersByTimeAsync(1_000);
    await showing;
    expect(show).toHaveBeenCalledTimes(10);
  });

  it('is given up after half a minute', async () => {
    const showing = shown();
    await vi.advanceTimersByTimeAsync(40_000);
    await showing;
    expect(show).toHaveBeenCalledTimes(120);
  });
});

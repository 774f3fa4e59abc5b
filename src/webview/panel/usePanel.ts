import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelRun, PanelSnapshot, PanelState } from '../../protocol/webview/panelLink';
import { isRunSettled } from './isRunSettled';
import { awaitedAnswer, keptRun } from './keptRun';
import type { PageState } from './pageState';
import { withDraft } from './pageState';
import type { PanelHost } from './panelHost';

export interface PanelPageProps {
  readonly host: PanelHost;
  readonly snapshot: PanelSnapshot;
  readonly kept: PageState;
  readonly onKeep: (state: PageState) => void;
}

export interface PanelModel {
  readonly state: PanelState;
  readonly run: PanelRun | null;
  readonly isRunning: boolean;
  readonly page: PageState;
  readonly change: (part: Partial<PageState>) => void;
  /** The question box, which has the focus at first, if the panel has, and whenever a question is sent to it. */
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

/** What the host pushes and what the page keeps of its own. */
export function usePanel({ host, snapshot, kept, onKeep }: PanelPageProps): PanelModel {
  const [state, setState] = useState(snapshot.state);
  const [run, setRun] = useState(snapshot.run);
  const [page, setPage] = useState(() => {
    const { draft } = snapshot;
    return draft === null ? kept : withDraft(kept, draft, snapshot.state.ratio);
  });
  const setting = useRef(state.ratio);
  setting.current = state.ratio;
  const box = useRef<HTMLTextAreaElement>(null);
  const change = useCallback(
    (part: Partial<PageState>) => setPage((before) => ({ ...before, ...part })),
    [],
  );
  // With the first picture of the page: what the host tells until the next one is not lost.
  useLayoutEffect(() => {
    const ends = [
      host.onEvent('state', setState),
      host.onEvent('run', (event) => setRun(event.run)),
      host.onEvent('draft', (draft) => {
        setPage((before) => withDraft(before, draft, setting.current));
        box.current?.focus();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [host]);
  // Beside an editor that has the focus the page would take it: a window that is restored shows both.
  useEffect(() => {
    if (snapshot.isActive) box.current?.focus();
  }, [snapshot]);
  useEffect(
    () => onKeep({ ...page, shown: keptRun(run), awaited: awaitedAnswer(run) }),
    [onKeep, page, run],
  );
  return { state, run, isRunning: run !== null && !isRunSettled(run), page, change, box };
}

import { useEffect, useRef } from 'preact/hooks';
import { shortcutOf } from './shortcutOf';

export interface Shortcuts {
  /** Absent where Ctrl/Cmd+Enter asks nothing. */
  readonly onAsk?: () => void;
  /** Undefined when nothing runs. */
  readonly onStop: (() => void) | undefined;
}

/** Ctrl/Cmd+Enter asks and Esc stops, wherever the focus is in the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf(event);
      if (shortcut === undefined) return;
      const { onAsk, onStop } = newest.current;
      const run = shortcut === 'ask' ? onAsk : onStop;
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

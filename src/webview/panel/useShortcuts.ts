import { useEffect, useRef } from 'preact/hooks';

export interface Shortcuts {
  readonly onAsk: () => void;
  /** Undefined when nothing runs. */
  readonly onStop: (() => void) | undefined;
}

/** Ctrl/Cmd+Enter asks and Esc stops, wherever the focus is in the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { onAsk, onStop } = newest.current;
      const asks = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      const stops = event.key === 'Escape' && onStop !== undefined;
      if (!asks && !stops) return;
      event.preventDefault();
      if (asks) onAsk();
      else onStop?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

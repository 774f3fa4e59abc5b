/** A key as it is pressed; an event of the keyboard is one. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
}

/**
 * What a key means wherever it is pressed. While an input method is composing its keys are that one's, and
 * a key that is held down is pressed once.
 */
export function shortcutOf(event: Key): 'ask' | 'stop' | undefined {
  if (event.isComposing || event.repeat) return undefined;
  if (event.key === 'Escape') return 'stop';
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'ask' : undefined;
}

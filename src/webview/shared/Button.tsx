import type { ComponentChildren, JSX } from 'preact';

export interface ButtonProps {
  /** `primary`: the one thing to do · `outline`: other actions · `quiet`: links and toggles. */
  readonly kind: 'primary' | 'outline' | 'quiet';
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  /** Key that does the same; shown, and told to screen readers. */
  readonly shortcut?: string;
  readonly title?: string;
  /** For a button whose visible text is not enough. */
  readonly label?: string;
  /** Of a button that shows and hides something. */
  readonly isExpanded?: boolean;
}

export function Button(props: ButtonProps): JSX.Element {
  const { kind, onPress, children, shortcut } = props;
  return (
    <button
      type="button"
      class={`button ${kind}`}
      onClick={onPress}
      onKeyDown={(event) => {
        // Held down, Enter would press what the focus goes to when this button makes way for it.
        if (event.repeat && event.key === 'Enter') event.preventDefault();
      }}
      {...(props.title === undefined ? {} : { title: props.title })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(shortcut) })}
    >
      {children}
      {shortcut !== undefined && (
        <span class="shortcut" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}

/** The names that ARIA has for keys. */
function ariaKeys(shortcut: string): string {
  return shortcut
    .replace('Ctrl', 'Control')
    .replace('Esc', 'Escape')
    .replace(/⌘\s?/, 'Meta+')
    .replace('↩', 'Enter');
}

import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './Button';

/** Long enough to be seen, short enough not to be taken for a name. */
const copiedMs = 2_000;

export interface CopyButtonProps {
  /** Resolves when it is in the clipboard; where it cannot be, the host says so. */
  readonly onCopy: () => Promise<unknown>;
}

/** Says for a while that it has copied. */
export function CopyButton({ onCopy }: CopyButtonProps): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      kind="outline"
      onPress={() => {
        onCopy().then(
          () => setCopied(true),
          () => undefined,
        );
      }}
    >
      {isCopied ? l10n.t('Copied') : l10n.t('Copy')}
    </Button>
  );
}

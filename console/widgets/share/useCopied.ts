import { useEffect, useState } from 'react';

/** Copies a text when the element appears. Returns true after it is in the clipboard. */
export function useCopied(text: string): boolean {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    setCopied(false);
    // A page of plain HTTP has no clipboard.
    void (navigator.clipboard as Clipboard | undefined)?.writeText(text).then(
      () => isCurrent && setCopied(true),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return isCopied;
}

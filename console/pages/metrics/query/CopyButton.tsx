import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Button } from '../../../widgets/Button';
import { useWords } from '../../../words/words';

/** Copies a text, and says that it did. */
export function CopyButton({ text }: { readonly text: string }) {
  const { metric: words } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  // A browser has a clipboard for pages that came over HTTPS or from this machine.
  if ((navigator.clipboard as Clipboard | undefined) === undefined) return null;
  const isCopied = copied === text;
  return (
    <>
      <Button onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
        {isCopied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
        {isCopied ? words.copied : words.copy}
      </Button>
      <span className="hidden" role="status">
        {isCopied ? words.copied : ''}
      </span>
    </>
  );
}

import { Input, Label, TextField } from 'react-aria-components';
import { useWords } from '../../words/words';
import { useCopied } from './useCopied';

/** Copies an address, and shows it: a person copies it from here if the page has no clipboard. */
export function CopiedLink({ address }: { readonly address: string }) {
  const { explore } = useWords();
  const isCopied = useCopied(address);
  return (
    <>
      <TextField className="field" value={address} isReadOnly autoFocus>
        <Label>{isCopied ? explore.copied : explore.copyThis}</Label>
        <Input className="input" onFocus={(event) => event.currentTarget.select()} />
      </TextField>
      <span className="hidden" role="status">
        {isCopied ? explore.copied : ''}
      </span>
    </>
  );
}

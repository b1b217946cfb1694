import { Share1Icon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Input, Label, Popover, TextField } from 'react-aria-components';
import { addressOf } from '../../root';
import { useWords } from '../../words/words';
import { addressOfState } from './state/address';
import type { FittedState } from './state/fit';

/** Copies the address of the picture. Without access to the clipboard, it shows the address. */
export function ShareButton({ state }: { readonly state: FittedState }) {
  const { explore } = useWords();
  const [isCopied, setCopied] = useState(false);
  const address = location.origin + addressOf(addressOfState(state));
  const copy = async () => {
    setCopied(false);
    // A page of plain HTTP has no clipboard.
    await (navigator.clipboard as Clipboard | undefined)?.writeText(address).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <DialogTrigger>
      <Button className="button button-plain" onPress={() => void copy()}>
        <Share1Icon aria-hidden />
        {explore.share}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="share" aria-label={explore.share}>
          <TextField className="field" value={address} isReadOnly autoFocus>
            <Label>{isCopied ? explore.copied : explore.copyThis}</Label>
            <Input className="input" onFocus={(event) => event.currentTarget.select()} />
          </TextField>
          <span className="hidden" role="status">
            {isCopied ? explore.copied : ''}
          </span>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

import { Share1Icon } from '@radix-ui/react-icons';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { addressOf } from '../../root';
import { CopiedLink } from '../../widgets/share/CopiedLink';
import { useWords } from '../../words/words';
import { addressOfState } from './state/address';
import type { FittedState } from './state/fit';

/** Copies the address of the picture. */
export function ShareButton({ state }: { readonly state: FittedState }) {
  const { explore } = useWords();
  return (
    <DialogTrigger>
      <Button className="button button-plain">
        <Share1Icon aria-hidden />
        {explore.share}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="share" aria-label={explore.share}>
          <CopiedLink address={location.origin + addressOf(addressOfState(state))} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

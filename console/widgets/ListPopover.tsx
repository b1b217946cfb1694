import type { ReactNode } from 'react';
import { Dialog, Popover } from 'react-aria-components';

interface Props {
  readonly label: string;
  onClose(): void;
  readonly children: ReactNode;
}

/** A popover with a list and its search. Escape closes it at once; it does not clear the search. */
export function ListPopover({ label, onClose, children }: Props) {
  return (
    <Popover className="popover pick-popover" placement="bottom start">
      <Dialog className="pick-dialog" aria-label={label}>
        <div
          className="pick"
          onKeyDownCapture={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onClose();
          }}
        >
          {children}
        </div>
      </Dialog>
    </Popover>
  );
}

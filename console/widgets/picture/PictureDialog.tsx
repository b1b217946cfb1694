import { Cross1Icon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { SeriesArguments } from '../../questions/useSeries';
import { useWords } from '../../words/words';

/** What every dialog of a picture gets. */
export interface PictureDialogProps {
  /** The title of the picture. */
  readonly title: string;
  readonly args: SeriesArguments;
  onClose(): void;
}

interface Props {
  readonly heading: string;
  /** The title of the picture. */
  readonly title: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A dialog about a picture. Escape and a click outside close it. */
export function PictureDialog({ heading, title, children, onClose }: Props) {
  const { pictures } = useWords();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="dialog">
          <header className="dialog-head">
            <div>
              <Heading slot="title" className="dialog-title">
                {heading}
              </Heading>
              <p className="quiet">{title}</p>
            </div>
            <Button className="icon-button" aria-label={pictures.close} onPress={onClose}>
              <Cross1Icon />
            </Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

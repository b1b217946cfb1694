import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useEffect, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../words/words';
import { PaletteSearch } from './PaletteSearch';
import './palette.css';

/** A search over everything that has a page, by the button or by Ctrl-K. */
export function Palette() {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <Button className="palette-button" onPress={() => setOpen(true)}>
        <MagnifyingGlassIcon aria-hidden />
        <span className="palette-button-text">{words.palette.label}</span>
        <kbd aria-hidden>{words.palette.keys}</kbd>
      </Button>
      <ModalOverlay className="palette-overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
        <Modal className="palette">
          <Dialog className="palette-dialog" aria-label={words.nav.search}>
            <PaletteSearch onDone={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

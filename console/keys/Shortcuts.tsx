import { Cross1Icon } from '@radix-ui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useLocation } from 'wouter';
import { Button as PlainButton } from '../widgets/Button';
import { addressOf } from '../root';
import { useWords } from '../words/words';
import './keys.css';
import { openSearch } from './searchTarget';
import { press, SHORTCUTS, type Action, type Pending } from './pressedKeys';

/** The keyboard shortcuts of all pages, and the dialog that lists them. */
export function Shortcuts() {
  const { keys: words, palette } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [, navigate] = useLocation();
  useShortcuts((action) => {
    if (action === 'help') setOpen(true);
    else if (action === 'search') {
      if (!openSearch()) navigate('/explore');
    } else navigate(action === 'overview' ? '/' : `/${action}`);
  });
  return (
    <>
      <PlainButton kind="quiet" onPress={() => setOpen(true)}>
        {words.open}
        <kbd aria-hidden>?</kbd>
      </PlainButton>
      <ModalOverlay className="keys-overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
        <Modal className="keys-modal">
          <Dialog className="keys">
            <header className="keys-head">
              <Heading slot="title" level={2}>
                {words.title}
              </Heading>
              <Button className="icon-button" slot="close" aria-label={words.close}>
                <Cross1Icon />
              </Button>
            </header>
            <dl className="keys-list">
              {SHORTCUTS.map(({ keys, action }) => (
                <div key={action}>
                  <dt>
                    {keys.map((key, index) => (
                      <span key={key}>
                        {index > 0 && <span className="quiet"> {words.then} </span>}
                        <kbd>{key}</kbd>
                      </span>
                    ))}
                  </dt>
                  <dd>{words[action]}</dd>
                </div>
              ))}
              <div>
                <dt>
                  <kbd>{palette.keys}</kbd>
                </dt>
                <dd>{words.palette}</dd>
              </div>
              <div>
                <dt>
                  <kbd>←</kbd> <kbd>→</kbd>
                </dt>
                <dd>{words.arrows}</dd>
              </div>
            </dl>
            <a href={addressOf('/docs/guide-console')}>{words.guide}</a>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

/** Calls `act` for each shortcut, except where keys are for typing. */
function useShortcuts(act: (action: Action) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let pending: Pending | null = null;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForTyping(event.target)) return;
      const pressed = press(pending, event.key, event.timeStamp);
      pending = pressed.pending;
      if (pressed.action === null) return;
      event.preventDefault();
      latest.current(pressed.action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Fields take text, and lists jump to an item by its first letters. */
const TYPING = 'input, textarea, select, [contenteditable], [role="listbox"], [role="menu"], [role="dialog"]';

function isForTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

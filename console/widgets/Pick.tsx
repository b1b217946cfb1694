import { ChevronDownIcon } from '@radix-ui/react-icons';
import { useState, type ReactNode, type Ref } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { ListPopover } from './ListPopover';
import { SearchList, type Section } from './SearchList';

interface Props {
  readonly label: string;
  /** The text of the button: what is picked now. */
  readonly text: string;
  readonly searchLabel: string;
  readonly sections: readonly Section[];
  readonly picked: readonly string[];
  /** One: a pick replaces the last one and closes the list. */
  readonly mode: 'one' | 'many';
  onPick(keys: readonly string[]): void;
  /** The title of a first section with what is picked. Without it, there is none. */
  readonly pickedTitle?: string;
  /** More below the list. */
  readonly children?: ReactNode;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that opens a list with a search. */
export function Pick(props: Props) {
  const { label, text, searchLabel, sections, picked, mode, onPick, pickedTitle, children, buttonRef } = props;
  const [isOpen, setOpen] = useState(false);
  const pick = (keys: readonly string[]) => {
    if (mode === 'one') setOpen(false);
    onPick(keys);
  };
  return (
    <div className="choice">
      <span className="choice-label" aria-hidden>
        {label}
      </span>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button
          className="button button-plain choice-button"
          aria-label={`${label}: ${text}`}
          {...(buttonRef !== undefined && { ref: buttonRef })}
        >
          <span className="choice-text">{text}</span>
          <ChevronDownIcon aria-hidden />
        </Button>
        <ListPopover label={label} onClose={() => setOpen(false)}>
          <SearchList
            label={searchLabel}
            sections={sections}
            picked={picked}
            mode={mode}
            onPick={pick}
            pickedTitle={pickedTitle}
          />
          {children}
        </ListPopover>
      </DialogTrigger>
    </div>
  );
}

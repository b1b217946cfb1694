import { ChevronDownIcon } from '@radix-ui/react-icons';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface Option<Key extends string> {
  readonly key: Key;
  readonly text: string;
  /** The reason why the option cannot be chosen. */
  readonly disabled?: string | undefined;
}

interface Props<Key extends string> {
  readonly label: string;
  readonly value: Key;
  readonly options: readonly Option<Key>[];
  onChange(key: Key): void;
}

/** One of a few options. */
export function Choice<Key extends string>({ label, value, options, onChange }: Props<Key>) {
  const disabled = options.filter((option) => option.disabled !== undefined).map(({ key }) => key);
  return (
    <Select className="choice" value={value} onChange={(key) => onChange(key as Key)} disabledKeys={disabled}>
      <Label className="choice-label">{label}</Label>
      <Button className="button button-plain choice-button">
        <SelectValue />
        <ChevronDownIcon aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="list">
          {options.map((option) => (
            <ListBoxItem key={option.key} id={option.key} textValue={option.text} className="list-item">
              {option.text}
              {option.disabled !== undefined && <span className="list-reason">{option.disabled}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

import { CheckIcon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useState, type ReactNode } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  type Selection,
} from 'react-aria-components';
import { useWords } from '../words/words';
import './pick.css';

export interface Item {
  readonly key: string;
  readonly text: string;
  /** A second line. */
  readonly note?: string | undefined;
  /** Further words that a search finds. */
  readonly also?: string | undefined;
  /** What is shown at the end of the line, such as a number. */
  readonly end?: ReactNode;
  /** The reason why the item cannot be picked. */
  readonly disabled?: string | undefined;
}

export interface Section {
  readonly key: string;
  /** Null: the section has no heading. */
  readonly title: string | null;
  readonly items: readonly Item[];
}

interface Props {
  /** The name of the search field. */
  readonly label: string;
  readonly sections: readonly Section[];
  readonly picked: readonly string[];
  readonly mode: 'one' | 'many';
  onPick(keys: readonly string[]): void;
  /** Receives the search, if another place answers it. Without it, the list searches its texts. */
  onSearch?: ((search: string) => void) | undefined;
  /**
   * The title of a first section with the items that were picked when the list opened. Without it,
   * picked items stay in their sections.
   */
  pickedTitle?: string | undefined;
}

/** A list with a search field. The keyboard stays in the field; arrow keys and Enter pick. */
export function SearchList({ label, sections, picked, mode, onPick, onSearch, pickedTitle }: Props) {
  const words = useWords();
  const [search, setSearch] = useState('');
  // A pick moves no item, so that the keyboard and the list stay where they are.
  const [pickedBefore] = useState(picked);
  const found = onSearch === undefined ? matching(sections, search) : sections;
  // Enter picks the first item that a search finds. A picked one in front would lose its pick.
  const isPickedFirst = pickedTitle !== undefined && search === '';
  const ordered = isPickedFirst ? pickedFirst(found, pickedBefore, pickedTitle) : found;
  const shown = ordered.filter(({ items }) => items.length > 0);
  const disabled = sections.flatMap(({ items }) => items.flatMap((item) => (item.disabled ? [item.key] : [])));
  const select = (selection: Selection) => {
    if (selection === 'all') return;
    const visible = new Set(shown.flatMap(({ items }) => items.map(({ key }) => key)));
    // A search hides picked items. They stay picked.
    const kept = mode === 'many' ? picked.filter((key) => !visible.has(key)) : [];
    const added = [...selection].map(String);
    const order = [...picked, ...added.filter((key) => !picked.includes(key))];
    onPick(order.filter((key) => kept.includes(key) || added.includes(key)));
  };
  return (
    <Autocomplete
      inputValue={search}
      onInputChange={(text) => {
        setSearch(text);
        onSearch?.(text);
      }}
    >
      <SearchField className="pick-search" aria-label={label} autoFocus={!isTouched()}>
        <MagnifyingGlassIcon aria-hidden />
        <Input className="pick-input" placeholder={label} />
      </SearchField>
      <ListBox
        className="list pick-list"
        aria-label={label}
        selectionMode={mode === 'many' ? 'multiple' : 'single'}
        selectedKeys={picked}
        disabledKeys={disabled}
        disallowEmptySelection={mode === 'one'}
        onSelectionChange={select}
        renderEmptyState={() => <p className="pick-empty quiet">{words.pick.nothing}</p>}
      >
        {shown.map(({ key, title, items }) => (
          <ListBoxSection key={key} id={`section ${key}`} className="pick-section" aria-label={title ?? label}>
            {title !== null && <Header className="pick-title">{title}</Header>}
            {items.map((item) => (
              <ListBoxItem key={item.key} id={item.key} textValue={item.text} className="list-item pick-item">
                <span className="pick-check">{picked.includes(item.key) && <CheckIcon aria-hidden />}</span>
                <span className="pick-text">
                  {item.text}
                  {item.note !== undefined && <span className="list-reason">{item.note}</span>}
                  {item.disabled !== undefined && <span className="list-reason">{item.disabled}</span>}
                </span>
                {item.end !== undefined && <span className="pick-end">{item.end}</span>}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Autocomplete>
  );
}

/** The focus of a field would open the keyboard of a phone, which covers the list. */
function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** Returns the sections with some items, in this order, as a section before the others. */
function pickedFirst(sections: readonly Section[], keys: readonly string[], title: string): readonly Section[] {
  const items = new Map(sections.flatMap((section) => section.items.map((item) => [item.key, item] as const)));
  const first = { key: 'picked', title, items: keys.flatMap((key) => items.get(key) ?? []) };
  const isOther = ({ key }: Item) => !keys.includes(key);
  return [first, ...sections.map((section) => ({ ...section, items: section.items.filter(isOther) }))];
}

/**
 * The items that contain every word of the search. Those whose own text does come first, so that
 * Enter picks what a person means.
 */
function matching(sections: readonly Section[], search: string): readonly Section[] {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return sections;
  const contains = (text: string) => parts.every((part) => text.toLowerCase().includes(part));
  const isNamed = ({ key, text }: Item) => contains(`${key} ${text}`);
  const isFound = ({ key, text, also }: Item) => contains(`${key} ${text} ${also ?? ''}`);
  const rank = (item: Item) => (isNamed(item) ? 0 : 1);
  const rankOfAll = ({ items }: Section) => Math.min(2, ...items.map(rank));
  return sections
    .map((section) => ({
      ...section,
      items: section.items.filter(isFound).sort((one, other) => rank(one) - rank(other)),
    }))
    .sort((one, other) => rankOfAll(one) - rankOfAll(other));
}

import { Cross2Icon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import {
  Autocomplete,
  Button,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components';
import { useLocation } from 'wouter';
import { addressOf } from '../root';
import { useWords } from '../words/words';
import { useResults } from './useResults';

/** The search and its results. The arrow keys choose one, Enter opens it. */
export function PaletteSearch({ onDone }: { onDone(): void }) {
  const words = useWords();
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  const sections = useResults(text);
  const open = (path: string) => {
    const result = sections.flatMap(({ results }) => results).find(({ id }) => id === path);
    if (result === undefined) return;
    onDone();
    if (result.isDocument) location.assign(addressOf(path));
    else navigate(path);
  };
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <div className="palette-head">
        <SearchField className="palette-field" aria-label={words.nav.search} autoFocus>
          <MagnifyingGlassIcon aria-hidden />
          <Input className="palette-input" placeholder={words.palette.placeholder} />
        </SearchField>
        <Button className="icon-button" aria-label={words.palette.close} onPress={onDone}>
          <Cross2Icon />
        </Button>
      </div>
      {/* The focus stays in the search, so without this only a mouse could scroll the results. */}
      <div className="palette-results" tabIndex={0} role="group" aria-label={words.nav.search}>
        <ListBox
          className="list palette-list"
          aria-label={words.nav.search}
          items={sections}
          dependencies={[words]}
          onAction={(key) => open(String(key))}
          renderEmptyState={() => <p className="quiet palette-none">{words.palette.none}</p>}
        >
          {(section) => (
            <ListBoxSection id={section.id}>
              <Header className="palette-title">{section.title}</Header>
              <Collection items={section.results}>
                {(result) => (
                  <ListBoxItem id={result.id} className="list-item" textValue={result.text}>
                    {result.text}
                    {result.detail !== null && <span className="palette-key">{result.detail}</span>}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </div>
    </Autocomplete>
  );
}

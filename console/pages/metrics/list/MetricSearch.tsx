import { Cross2Icon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useRef } from 'react';
import { Button, Input, Label, SearchField, Text } from 'react-aria-components';
import { useSearchTarget } from '../../../keys/searchTarget';
import { useWords } from '../../../words/words';

interface Props {
  readonly text: string;
  onChange(text: string): void;
  /** Moves to the results. */
  onDown(): void;
}

/** The search above the list. The arrow key leads from it into the list. */
export function MetricSearch({ text, onChange, onDown }: Props) {
  const { metrics: words } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useSearchTarget(() => input.current?.focus());
  return (
    <SearchField
      className="field metric-search"
      value={text}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') onDown();
        else event.continuePropagation();
      }}
    >
      <Label>{words.search}</Label>
      <div className="metric-search-box">
        <MagnifyingGlassIcon aria-hidden />
        <Input ref={input} className="input" placeholder={words.placeholder} />
        {text !== '' && (
          <Button className="icon-button" aria-label={words.clear}>
            <Cross2Icon />
          </Button>
        )}
      </div>
      <Text slot="description" className="quiet">
        {words.keyboard}
      </Text>
    </SearchField>
  );
}

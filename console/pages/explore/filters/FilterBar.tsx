import { Cross2Icon, PlusIcon } from '@radix-ui/react-icons';
import { useState, type ReactNode } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { Button as PlainButton } from '../../../widgets/Button';
import { ListPopover } from '../../../widgets/ListPopover';
import { useWords } from '../../../words/words';
import { withFilter } from '../state/filters';
import type { Filter } from '../state/state';
import type { Explore } from '../useExplore';
import { FilterEditor } from './FilterEditor';
import { useFilterText } from './useFilterText';

/** The filters as chips, and a button that adds one. */
export function FilterBar(explore: Explore) {
  const { filter: words } = useWords().explore;
  const { state, change } = explore;
  const { filters } = state;
  return (
    <div className="filters" role="group" aria-label={words.label}>
      {filters.map((filter, index) => (
        // The place is the key, so that the editor stays open when the operator changes.
        <Chip key={index} filter={filter} explore={explore} />
      ))}
      <EditorTrigger explore={explore} filter={null}>
        <Button className="button button-plain filter-add">
          <PlusIcon aria-hidden />
          {words.add}
        </Button>
      </EditorTrigger>
      {filters.length > 1 && (
        <PlainButton kind="quiet" onPress={() => change({ filters: [] })}>
          {words.clear}
        </PlainButton>
      )}
    </div>
  );
}

function Chip({ filter, explore }: { readonly filter: Filter; readonly explore: Explore }) {
  const { filter: words } = useWords().explore;
  const { facts, state, change } = explore;
  const text = useFilterText(facts, filter);
  return (
    <span className="filter-chip">
      <EditorTrigger explore={explore} filter={filter}>
        <Button className="chip-text" aria-label={words.edit(text)}>
          {text}
        </Button>
      </EditorTrigger>
      <Button
        className="chip-remove"
        aria-label={words.remove(text)}
        onPress={() => change({ filters: withFilter(state.filters, { ...filter, values: [] }) })}
      >
        <Cross2Icon />
      </Button>
    </span>
  );
}

interface TriggerProps {
  readonly explore: Explore;
  readonly filter: Filter | null;
  readonly children: ReactNode;
}

function EditorTrigger({ explore, filter, children }: TriggerProps) {
  const { filter: words } = useWords().explore;
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {children}
      <ListPopover label={words.label} onClose={() => setOpen(false)}>
        <FilterEditor explore={explore} filter={filter} onDone={() => setOpen(false)} />
      </ListPopover>
    </DialogTrigger>
  );
}

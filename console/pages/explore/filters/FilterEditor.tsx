import { ChevronLeftIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Button } from '../../../widgets/Button';
import { Choice } from '../../../widgets/Choice';
import { SearchList } from '../../../widgets/SearchList';
import { useWords } from '../../../words/words';
import { dimensionReason } from '../state/facts';
import { replaceFilter, withFilter } from '../state/filters';
import { isTextual, operatorsOf } from '../state/filterText';
import type { Filter, Operator } from '../state/state';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';
import { FilterText } from './FilterText';
import { FilterValues } from './FilterValues';

interface Props {
  readonly explore: Explore;
  /** The filter that is changed; null for a new one. */
  readonly filter: Filter | null;
  onDone(): void;
}

/** Picks a dimension, then an operator that fits its type, and values. */
export function FilterEditor({ explore, filter, onDone }: Props) {
  const { filter: words } = useWords().explore;
  const [dimension, setDimension] = useState(filter?.dimension ?? null);
  const [operator, setOperator] = useState<Operator>(filter?.operator ?? 'is');
  const { facts, state, change } = explore;
  const found = dimension === null ? undefined : facts.dimensions.get(dimension);
  if (dimension === null || found === undefined) return <DimensionList explore={explore} onPick={setDimension} />;
  const put = (values: Filter['values'], of: Operator) => {
    const next = { dimension, operator: of, values };
    // A filter whose operator changes is replaced, not doubled.
    const filters = filter === null ? withFilter(state.filters, next) : replaceFilter(state.filters, filter, next);
    change({ filters }, { replace: filter !== null });
  };
  return (
    <>
      <div className="filter-head">
        {filter === null && (
          <Button kind="quiet" onPress={() => setDimension(null)} aria-label={`${found.label}: ${words.back}`}>
            <ChevronLeftIcon aria-hidden />
            {found.label}
          </Button>
        )}
        {filter !== null && <h3>{found.label}</h3>}
        <Choice<Operator>
          label={words.operator}
          value={operator}
          options={operatorsOf(found.type).map((key) => ({ key, text: words.operators[key] }))}
          onChange={setOperator}
        />
      </div>
      {isTextual(operator) ? (
        <FilterText
          key={operator}
          text={state.filters.find((one) => one.dimension === dimension && one.operator === operator)?.values[0] ?? ''}
          onApply={(text) => {
            put([text], operator);
            onDone();
          }}
        />
      ) : (
        <FilterValues
          explore={explore}
          dimension={dimension}
          operator={operator}
          onPick={(values) => put(values, operator)}
        />
      )}
    </>
  );
}

interface ListProps {
  readonly explore: Explore;
  onPick(dimension: string): void;
}

function DimensionList({ explore: { facts, state }, onPick }: ListProps) {
  const { searchDimensions } = useWords().explore;
  const texts = useExploreTexts();
  const items = facts.catalog.dimensions.map(({ key, label }) => {
    const reason = dimensionReason(facts, state.metrics, key);
    return { key, text: label, disabled: reason === null ? undefined : texts.reason(reason) };
  });
  return (
    <SearchList
      label={searchDimensions}
      sections={[{ key: 'all', title: null, items }]}
      picked={[]}
      mode="one"
      onPick={([key]) => key !== undefined && onPick(key)}
    />
  );
}

import { useState } from 'react';
import { useRankings, type Ranking } from '../../../questions/useRankings';
import { useValues } from '../../../questions/useValues';
import { Problem } from '../../../widgets/Problem';
import { SearchList } from '../../../widgets/SearchList';
import { Skeleton } from '../../../widgets/Skeleton';
import { useSettled } from '../../../widgets/useSettled';
import { useWords } from '../../../words/words';
import { valuesOf } from '../state/filters';
import { countsOf } from '../state/question';
import type { Filter, Operator } from '../state/state';
import type { Explore } from '../useExplore';

interface Props {
  readonly explore: Explore;
  readonly dimension: string;
  readonly operator: Operator;
  onPick(values: Filter['values']): void;
}

/** Picks values of a dimension, with the numbers of the current question beside them. */
export function FilterValues({ explore: { state }, dimension, operator, onPick }: Props) {
  const { filter: words } = useWords().explore;
  const [search, setSearch] = useState('');
  const { data, error, refetch } = useValues(dimension, useSettled(search));
  const values = (data ?? []).map(({ value }) => value ?? null);
  const hasCounts = values.length > 0 && state.metrics.length > 0;
  const { data: counts } = useRankings(hasCounts ? [countsOf(state, dimension, values)] : []);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="chart" />;
  const picked = valuesOf(state.filters, dimension, operator);
  const numbers = numbersOf(counts?.[0]);
  const unlisted = search === '' ? picked.filter((value) => !values.includes(value)) : [];
  const named = [
    ...unlisted.map((value) => ({ value, label: value ?? words.missing })),
    ...data.map(({ value, label }) => ({ value: value ?? null, label })),
  ];
  return (
    <SearchList
      label={words.searchValues}
      sections={[
        {
          key: 'all',
          title: null,
          items: named.map(({ value, label }) => ({ key: keyOf(value), text: label, end: numbers.get(keyOf(value)) })),
        },
      ]}
      picked={picked.map(keyOf)}
      mode="many"
      onPick={(keys) => onPick(keys.map((key) => JSON.parse(key) as string | null))}
      onSearch={setSearch}
    />
  );
}

/** The missing value is no text, so that it has a key of its own. */
function keyOf(value: string | null): string {
  return JSON.stringify(value);
}

function numbersOf(ranking: Ranking | Error | undefined): ReadonlyMap<string, string> {
  if (ranking === undefined || ranking instanceof Error) return new Map();
  return new Map(
    ranking.flatMap(({ group, overall }) => {
      const text = overall.formatted;
      return text === null ? [] : [[keyOf(group[0]?.value ?? null), text] as const];
    }),
  );
}

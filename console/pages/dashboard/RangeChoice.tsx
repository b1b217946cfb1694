import { useSearchParams } from 'wouter';
import type { SeriesArguments } from '../../questions/useSeries';
import { Choice } from '../../widgets/Choice';
import { useWords } from '../../words/words';

const RANGES = {
  '7d': { last: 7, unit: 'DAY' },
  '30d': { last: 30, unit: 'DAY' },
  '90d': { last: 90, unit: 'DAY' },
  '12w': { last: 12, unit: 'WEEK' },
  '12m': { last: 12, unit: 'MONTH' },
} as const;
type Key = keyof typeof RANGES;

/** The range of the address (`?range=7d`), which replaces that of all tiles; null without one. */
export function useChosenRange(): SeriesArguments['range'] | null {
  const [search] = useSearchParams();
  const key = keyOf(search);
  return key === null ? null : RANGES[key];
}

/** The key of a range that the page knows, else null. */
function keyOf(search: URLSearchParams): Key | null {
  const key = search.get('range');
  return key !== null && Object.hasOwn(RANGES, key) ? (key as Key) : null;
}

/** Chooses a range for the whole dashboard. */
export function RangeChoice() {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const own = 'own';
  const options = (Object.keys(RANGES) as Key[]).map((key) => {
    const { last, unit } = RANGES[key];
    return { key, text: words.range.last(last, words.units[unit]) };
  });
  return (
    <Choice<Key | typeof own>
      label={words.range.label}
      value={keyOf(search) ?? own}
      options={[{ key: own, text: words.range.asDashboard }, ...options]}
      onChange={(key) =>
        setSearch((before) => {
          const next = new URLSearchParams(before);
          if (key === own) next.delete('range');
          else next.set('range', key);
          return next;
        })
      }
    />
  );
}

import { useSearchParams } from 'wouter';
import { Choice } from '../../widgets/Choice';
import { useWords } from '../../words/words';
import { rangeKeyOf, RANGES, type RangeKey } from './ranges';

/** Chooses a range for the whole dashboard. */
export function RangeChoice() {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const own = 'own';
  const options = (Object.keys(RANGES) as RangeKey[]).map((key) => {
    const { last, unit } = RANGES[key];
    return { key, text: words.range.last(last, words.units[unit]) };
  });
  return (
    <Choice<RangeKey | typeof own>
      label={words.range.label}
      value={rangeKeyOf(search) ?? own}
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

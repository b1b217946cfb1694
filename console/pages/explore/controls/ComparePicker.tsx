import { useState } from 'react';
import type { MetricGrain } from '../../../questions/documents';
import { Choice } from '../../../widgets/Choice';
import { useWords } from '../../../words/words';
import { comparisonReason } from '../state/facts';
import { GRAINS } from '../state/grains';
import type { Comparison } from '../state/state';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';
import { CountField } from './CountField';

type Key = 'none' | 'previous' | 'year' | 'custom';

const YEAR_AGO: Comparison = { kind: 'shift', shift: 1, unit: 'YEAR' };
const MAX_SHIFT = 9999;

/** Picks the comparison period: the one before, a year ago, or some units back. */
export function ComparePicker({ state, change }: Explore) {
  const words = useWords();
  const texts = useExploreTexts();
  const { compare, shownGrain } = state;
  const [isCustom, setCustom] = useState(false);
  const key = isCustom && compare?.kind === 'shift' ? 'custom' : keyOf(compare);
  const year = comparisonReason(YEAR_AGO, shownGrain);
  const pick = (next: Key) => {
    setCustom(next === 'custom');
    const picked: Readonly<Record<Key, Comparison | null>> = {
      none: null,
      previous: { kind: 'previous' },
      year: YEAR_AGO,
      custom: { kind: 'shift', shift: 1, unit: shownGrain },
    };
    change({ compare: picked[next] });
  };
  return (
    <>
      <Choice<Key>
        label={words.compare.label}
        value={key}
        options={[
          { key: 'none', text: words.compare.none },
          { key: 'previous', text: words.compare.previousPeriod },
          { key: 'year', text: words.compare.previousYear, disabled: year === null ? undefined : texts.reason(year) },
          { key: 'custom', text: words.explore.compare.custom },
        ]}
        onChange={pick}
      />
      {key === 'custom' && compare?.kind === 'shift' && (
        <>
          <CountField
            label={words.explore.range.count}
            min={1}
            max={MAX_SHIFT}
            value={compare.shift}
            onChange={(shift) => change({ compare: { ...compare, shift } }, { replace: true })}
          />
          <Choice<MetricGrain>
            label={words.explore.range.unit}
            value={compare.unit}
            options={GRAINS.map((unit) => {
              const reason = comparisonReason({ ...compare, unit }, shownGrain);
              return {
                key: unit,
                text: words.units[unit],
                disabled: reason === null ? undefined : texts.reason(reason),
              };
            })}
            onChange={(unit) => change({ compare: { ...compare, unit } })}
          />
        </>
      )}
    </>
  );
}

function keyOf(compare: Comparison | null): Key {
  if (compare === null) return 'none';
  if (compare.kind === 'previous') return 'previous';
  return compare.shift === 1 && compare.unit === 'YEAR' ? 'year' : 'custom';
}

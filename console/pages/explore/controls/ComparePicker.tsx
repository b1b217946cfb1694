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

type Key = 'none' | 'previous' | 'week' | 'year' | 'custom';

const WEEK_AGO: Comparison = { kind: 'shift', shift: 1, unit: 'WEEK' };
const YEAR_AGO: Comparison = { kind: 'shift', shift: 1, unit: 'YEAR' };
const MAX_SHIFT = 9999;

/** Picks the comparison period: the one before, a week or a year ago, or some units back. */
export function ComparePicker({ state, change }: Explore) {
  const words = useWords();
  const texts = useExploreTexts();
  const { compare, shownGrain } = state;
  const [isCustom, setCustom] = useState(false);
  const key = isCustom && compare?.kind === 'shift' ? 'custom' : keyOf(compare);
  const disabled = (of: Comparison) => {
    const reason = comparisonReason(of, shownGrain);
    return reason === null ? undefined : texts.reason(reason);
  };
  const pick = (next: Key) => {
    setCustom(next === 'custom');
    const picked: Readonly<Record<Key, Comparison | null>> = {
      none: null,
      previous: { kind: 'previous' },
      week: WEEK_AGO,
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
          { key: 'week', text: words.explore.compare.week, disabled: disabled(WEEK_AGO) },
          { key: 'year', text: words.compare.previousYear, disabled: disabled(YEAR_AGO) },
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
            options={GRAINS.map((unit) => ({
              key: unit,
              text: words.units[unit],
              disabled: disabled({ ...compare, unit }),
            }))}
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
  if (compare.shift !== 1) return 'custom';
  return compare.unit === 'YEAR' ? 'year' : compare.unit === 'WEEK' ? 'week' : 'custom';
}

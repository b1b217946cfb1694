import type { MetricGrain } from '../../../questions/documents';
import { Choice } from '../../../widgets/Choice';
import { useWords } from '../../../words/words';
import { commonGrains, grainReason } from '../state/facts';
import { autoGrain, GRAINS } from '../state/grains';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';

type Key = MetricGrain | 'auto';

/** Picks the width of a bucket, or lets the page choose one by the range. */
export function GrainPicker({ facts, state, change }: Explore) {
  const words = useWords();
  const texts = useExploreTexts();
  const auto = autoGrain(state.range, commonGrains(facts, state.metrics));
  const options = GRAINS.map((grain) => {
    const reason = grainReason(facts, state.metrics, state.range, grain);
    return { key: grain, text: words.grain[grain], disabled: reason === null ? undefined : texts.reason(reason) };
  });
  return (
    <Choice<Key>
      label={words.grain.label}
      value={state.grain ?? 'auto'}
      options={[{ key: 'auto', text: words.explore.automatic(words.grain[auto]) }, ...options]}
      onChange={(grain) => change({ grain: grain === 'auto' ? null : grain })}
    />
  );
}

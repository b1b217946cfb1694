import type { RefObject } from 'react';
import { Pick } from '../../../widgets/Pick';
import type { Section } from '../../../widgets/SearchList';
import { useWords } from '../../../words/words';
import { metricReason, type Facts } from '../state/facts';
import type { FittedState } from '../state/fit';
import type { Explore } from '../useExplore';
import { useExploreTexts, type ExploreTexts } from '../useExploreTexts';

interface Props extends Explore {
  readonly buttonRef: RefObject<HTMLButtonElement | null>;
}

/**
 * Picks metrics, by the groups of the registry. A metric of the page's own choice is shown, but not
 * picked: the first pick replaces it.
 */
export function MetricPicker({ facts, state, change, buttonRef }: Props) {
  const { explore } = useWords();
  const texts = useExploreTexts();
  const names = state.metrics.map((key) => facts.metrics.get(key)!.label);
  const [first] = names;
  const picked = state.isSuggested ? [] : state.metrics;
  return (
    <Pick
      label={explore.metrics}
      text={first === undefined ? explore.noMetric : names.length === 1 ? first : explore.more(first, names.length - 1)}
      searchLabel={explore.searchMetrics}
      sections={sectionsOf(facts, { ...state, metrics: picked }, texts)}
      picked={picked}
      mode="many"
      onPick={(metrics) => change({ metrics })}
      pickedTitle={explore.picked}
      buttonRef={buttonRef}
    />
  );
}

/** Metrics that are out of use are listed only while they are picked. */
function sectionsOf(facts: Facts, state: FittedState, texts: ExploreTexts): readonly Section[] {
  const { groups, metrics } = facts.catalog;
  return groups.map((group) => ({
    key: group.key,
    title: group.label,
    items: metrics
      .filter((metric) => metric.group.key === group.key)
      .filter((metric) => metric.deprecated === null || state.metrics.includes(metric.key))
      .map((metric) => {
        const reason = metricReason(facts, state, metric);
        return {
          key: metric.key,
          text: metric.label,
          also: `${metric.description} ${metric.owner ?? ''} ${metric.priority ?? ''} ${group.label}`,
          end: metric.priority,
          disabled: reason === null ? undefined : texts.reason(reason),
        };
      }),
  }));
}

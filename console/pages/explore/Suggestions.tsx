import { Button } from '../../widgets/Button';
import { useWords } from '../../words/words';
import { suggestions } from './state/fit';
import type { Explore } from './useExplore';

/** Metrics to begin with, if none is picked. */
export function Suggestions({ facts, state, change }: Explore) {
  const { explore } = useWords();
  const isEmpty = state.metrics.length === 0;
  if (!isEmpty && !state.isSuggested) return null;
  const others = suggestions(facts).filter(({ key }) => !state.metrics.includes(key));
  return (
    <section className="suggestions" aria-label={explore.searchMetrics}>
      <p className="quiet">{isEmpty ? explore.pickFirst : explore.suggested}</p>
      <ul className="suggestion-list">
        {others.map(({ key, label }) => (
          <li key={key}>
            <Button onPress={() => change({ metrics: [key] })}>{label}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

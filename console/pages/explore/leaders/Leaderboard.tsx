import type { CSSProperties } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Ranking } from '../../../questions/useRankings';
import type { CatalogDimension } from '../../../questions/useCatalog';
import { Button } from '../../../widgets/Button';
import { CutTooltip } from '../../../widgets/CutTooltip';
import { Problem } from '../../../widgets/Problem';
import { RankContent, shareOf } from '../../../widgets/ranks/RankContent';
import { Skeleton } from '../../../widgets/Skeleton';
import { useWords } from '../../../words/words';
import { toggleValue, valuesOf } from '../state/filters';
import { rankOf } from '../state/question';
import type { Explore } from '../useExplore';

interface Props {
  readonly explore: Explore;
  readonly dimension: CatalogDimension;
  /** Null or undefined while it loads. */
  readonly ranking: Ranking | Error | null | undefined;
  /** The number of values that are shown; the ranking may have one more. */
  readonly length: number;
  readonly isLong: boolean;
  onToggle(): void;
  onRetry(): void;
}

/** The values of a dimension, ranked. A press filters by a value, a second one no longer does. */
export function Leaderboard({ explore, dimension, ranking, length, isLong, onToggle, onRetry }: Props) {
  const words = useWords();
  const { leaders } = words.explore;
  const id = `leaders-${dimension.key}`;
  return (
    <section className="card leaderboard" aria-labelledby={id}>
      <h3 id={id}>{dimension.label}</h3>
      {(ranking === null || ranking === undefined) && <Skeleton shape="board" />}
      {ranking instanceof Error && <Problem error={ranking} onRetry={onRetry} />}
      {Array.isArray(ranking) && (
        <>
          {ranking.length === 0 && <p className="quiet">{words.value.noData}</p>}
          <Rows explore={explore} dimension={dimension.key} ranking={ranking.slice(0, length) as Ranking} />
          {(ranking.length > length || isLong) && (
            <Button
              kind="quiet"
              onPress={onToggle}
              aria-label={isLong ? leaders.fewer(dimension.label) : leaders.more(dimension.label)}
            >
              {isLong ? leaders.fewerShort : leaders.moreShort}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

interface RowsProps {
  readonly explore: Explore;
  readonly dimension: string;
  readonly ranking: Ranking;
}

function Rows({ explore: { facts, state, change }, dimension, ranking }: RowsProps) {
  const better = facts.metrics.get(rankOf(state))?.better ?? null;
  const hasChanges = ranking.some(({ overall }) => overall.changeText !== null);
  const picked = valuesOf(state.filters, dimension, 'is');
  return (
    <ul className="ranks">
      {ranking.map(({ group, label, overall }) => {
        const value = group[0]?.value ?? null;
        const name = group[0]?.label ?? label;
        return (
          <li key={value ?? ''}>
            <CutTooltip text={name}>
              {(ref) => (
                <ToggleButton
                  className="rank"
                  isSelected={picked.includes(value)}
                  onChange={() => change({ filters: toggleValue(state.filters, dimension, value) })}
                  style={{ '--share': shareOf(overall, ranking) } as CSSProperties}
                >
                  <RankContent name={name} nameRef={ref} overall={overall} better={better} hasChanges={hasChanges} />
                </ToggleButton>
              )}
            </CutTooltip>
          </li>
        );
      })}
    </ul>
  );
}

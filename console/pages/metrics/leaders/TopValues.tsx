import { useId, type CSSProperties } from 'react';
import { Link } from 'react-aria-components';
import type { MetricDefinition } from '../../../questions/useMetric';
import type { Ranking } from '../../../questions/useRankings';
import { CutTooltip } from '../../../widgets/CutTooltip';
import { Problem } from '../../../widgets/Problem';
import { RankContent, shareOf } from '../../../widgets/ranks/RankContent';
import { Skeleton } from '../../../widgets/Skeleton';
import { useWords } from '../../../words/words';
import { addressOfState } from '../../explore/state/address';
import { stateOfQuestion } from '../../explore/state/stateOfQuestion';
import { exploreAddress } from '../addresses';
import { recentArguments } from '../recent/recentArguments';

interface Props {
  readonly metric: MetricDefinition;
  readonly dimension: MetricDefinition['dimensions'][number];
  /** Null or undefined while it loads. */
  readonly ranking: Ranking | Error | null | undefined;
  onRetry(): void;
}

/** The largest values of a dimension. Each leads to the metric filtered by it. */
export function TopValues({ metric, dimension, ranking, onRetry }: Props) {
  const { value: words } = useWords();
  const id = useId();
  const values = Array.isArray(ranking) ? (ranking as Ranking).filter(({ overall }) => overall.value !== null) : null;
  return (
    <section className="metric-leader" aria-labelledby={id}>
      <h3 id={id}>
        <Link href={exploreAddress(metric.key, dimension.key)}>{dimension.label}</Link>
      </h3>
      {(ranking === null || ranking === undefined) && <Skeleton shape="board" />}
      {ranking instanceof Error && <Problem error={ranking} onRetry={onRetry} />}
      {values !== null && values.length === 0 && <p className="quiet">{words.noData}</p>}
      {values !== null && <Values metric={metric} dimension={dimension.key} ranking={values} />}
    </section>
  );
}

interface ValuesProps {
  readonly metric: MetricDefinition;
  readonly dimension: string;
  readonly ranking: Ranking;
}

function Values({ metric, dimension, ranking }: ValuesProps) {
  const hasChanges = ranking.some(({ overall }) => overall.changeText !== null);
  return (
    <ul className="ranks">
      {ranking.map(({ group, label, overall }) => {
        const value = group[0]?.value ?? null;
        const name = group[0]?.label ?? label;
        return (
          <li key={value ?? ''}>
            <CutTooltip text={name}>
              {(ref) => (
                <Link
                  className="rank"
                  href={filteredAddress(metric, dimension, value)}
                  style={{ '--share': shareOf(overall, ranking) } as CSSProperties}
                >
                  <RankContent
                    name={name}
                    nameRef={ref}
                    overall={overall}
                    better={metric.better ?? null}
                    hasChanges={hasChanges}
                  />
                </Link>
              )}
            </CutTooltip>
          </li>
        );
      })}
    </ul>
  );
}

/** The address of the explore page with the same range, for one value. */
function filteredAddress({ key, grain }: MetricDefinition, dimension: string, value: string | null): string {
  const state = stateOfQuestion(recentArguments(key, grain), 'LINE')!;
  return addressOfState({ ...state, filters: [{ dimension, operator: 'is', values: [value] }] });
}

import { Link } from 'react-aria-components';
import { useCatalog } from '../../../questions/useCatalog';
import type { MetricDefinition } from '../../../questions/useMetric';
import { useRankings } from '../../../questions/useRankings';
import { useWords } from '../../../words/words';
import { exploreAddress } from '../addresses';
import { recentArguments } from '../recent/recentArguments';
import { Section } from '../Section';
import { TopValues } from './TopValues';

/** Each leaderboard is a statement of its own. */
const MAX_LEADERBOARDS = 4;
const LENGTH = 5;

/** The largest values of the metric's dimensions, and links to the metric by each dimension. */
export function Dimensions({ metric }: { readonly metric: MetricDefinition }) {
  const { metric: words } = useWords();
  const { data: catalog } = useCatalog();
  const { key, dimensions, grain } = metric;
  // A leaderboard of ids tells a person nothing.
  const isId = (one: string) => catalog?.dimensions.find((other) => other.key === one)?.type === 'ID';
  const ranked = dimensions.filter((dimension) => !isId(dimension.key)).slice(0, MAX_LEADERBOARDS);
  const { select, range, grain: unit, compare } = recentArguments(key, grain);
  const { data, error, refetch } = useRankings(
    ranked.map((dimension) => ({
      ...{ select, range, grain: unit, compare },
      groupBy: [dimension.key],
      top: { by: key, n: LENGTH },
    })),
  );
  const rest = dimensions.filter((dimension) => !ranked.includes(dimension));
  return (
    <Section title={words.dimensions} text={dimensions.length === 0 ? words.noDimensions : words.dimensionsText}>
      <div className="metric-leaders">
        {ranked.map((dimension, index) => (
          <TopValues
            key={dimension.key}
            metric={metric}
            dimension={dimension}
            ranking={data?.[index] ?? error}
            onRetry={() => void refetch()}
          />
        ))}
      </div>
      {rest.length > 0 && (
        <ul className="metric-chips">
          {rest.map((dimension) => (
            <li key={dimension.key}>
              <Link className="metric-chip" href={exploreAddress(key, dimension.key)}>
                {dimension.label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

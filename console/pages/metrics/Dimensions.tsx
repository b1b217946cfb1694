import { Link } from 'react-aria-components';
import type { MetricDefinition } from '../../questions/useMetric';
import { useWords } from '../../words/words';
import { exploreAddress } from './addresses';
import { Section } from './Section';

/** The dimensions of a metric. Each leads to the metric by that dimension. */
export function Dimensions({ metric: { key, dimensions } }: { readonly metric: MetricDefinition }) {
  const { metric: words } = useWords();
  const isEmpty = dimensions.length === 0;
  return (
    <Section title={words.dimensions} text={isEmpty ? words.noDimensions : words.dimensionsText}>
      {!isEmpty && (
        <ul className="metric-chips">
          {dimensions.map((dimension) => (
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

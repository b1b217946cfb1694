import type { MetricDefinition } from '../../../questions/useMetric';
import { addressOf } from '../../../root';
import { useLanguage } from '../../../words/words';
import { Section } from '../Section';
import { CopyButton } from './CopyButton';
import { graphiqlPath, metricQuery } from './metricQuery';

/** A query for the metric, to copy or to open in GraphiQL. */
export function Query({ metric: { key, grain } }: { readonly metric: MetricDefinition }) {
  const { language, words } = useLanguage();
  const query = metricQuery({ key, grain, language });
  return (
    <Section title={words.metric.query} text={words.metric.queryText}>
      <pre className="metric-code" tabIndex={0} role="group" aria-label={words.metric.query}>
        {query}
      </pre>
      <div className="metric-buttons">
        <CopyButton text={query} />
        {/* GraphiQL is a document of its own, so this is a plain link. */}
        <a className="button button-plain" href={addressOf(graphiqlPath(query))}>
          {words.picture.graphiql}
        </a>
      </div>
    </Section>
  );
}

import { settings, type ConsoleSettings } from '../../../pageSettings';
import type { MetricDefinition } from '../../../questions/useMetric';
import { addressOf } from '../../../root';
import { Code } from '../../../widgets/code/Code';
import { TrustedNote } from '../../../widgets/code/TrustedNote';
import { useLanguage } from '../../../words/words';
import { Section } from '../Section';
import { graphiqlPath, metricQuery } from './metricQuery';

/** A query for the metric, to copy, or to open in GraphiQL if the gateway answers it. */
export function Query({ metric: { key, grain } }: { readonly metric: MetricDefinition }) {
  const { language, words } = useLanguage();
  const query = metricQuery({ key, grain, language });
  const { isTrustedOnly } = settings<ConsoleSettings>();
  return (
    <Section title={words.metric.query} {...(!isTrustedOnly && { text: words.metric.queryText })}>
      <TrustedNote />
      <Code label={words.pictures.document} text={query} />
      {!isTrustedOnly && (
        <div className="metric-buttons">
          {/* GraphiQL is a document of its own, so this is a plain link. */}
          <a className="button button-plain" href={addressOf(graphiqlPath(query))}>
            {words.picture.graphiql}
          </a>
        </div>
      )}
    </Section>
  );
}

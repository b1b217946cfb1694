import type { MetricDefinition } from '../../questions/useMetric';
import { useWords } from '../../words/words';
import { Section } from './Section';

/** What has changed about the metric: its key, or that it should no longer be used. */
export function Changes({ metric: { deprecated, formerKeys } }: { readonly metric: MetricDefinition }) {
  const words = useWords();
  const hasChanged = deprecated !== null || formerKeys.length > 0;
  return (
    <Section title={words.metric.changes} {...(!hasChanged && { text: words.metric.noChanges })}>
      {hasChanged && (
        <dl className="metric-facts">
          {deprecated !== null && (
            <div>
              <dt>{words.metrics.deprecated}</dt>
              <dd>{deprecated}</dd>
            </div>
          )}
          {formerKeys.length > 0 && (
            <div>
              <dt>{words.metric.formerKeys}</dt>
              <dd className="metric-chips">
                {formerKeys.map((key) => (
                  <code key={key}>{key}</code>
                ))}
              </dd>
            </div>
          )}
        </dl>
      )}
    </Section>
  );
}

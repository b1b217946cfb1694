import type { Answer } from '../../../questions/useSeries';
import { Skeleton } from '../../../widgets/Skeleton';
import { useInstant } from '../../../widgets/useInstant';
import { useWords } from '../../../words/words';
import { Section } from '../Section';

/** The newest row of each table that the metric reads. */
export function Freshness({ answer }: { readonly answer: Answer | null }) {
  const { metric: words } = useWords();
  const instant = useInstant();
  return (
    <Section title={words.freshness} text={words.freshnessText}>
      {answer === null ? (
        <Skeleton shape="text" />
      ) : (
        <dl className="metric-facts">
          {(answer.meta.freshness ?? []).map(({ table, latest }) => (
            <div key={table}>
              <dt>
                <code>{table}</code>
              </dt>
              <dd>{latest === null ? words.noRow : instant(latest, answer.meta.timeZone)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

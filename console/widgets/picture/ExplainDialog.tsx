import { Link } from 'react-aria-components';
import { useExplanation, type Explanation } from '../../questions/useExplanation';
import { useWords } from '../../words/words';
import { Problem } from '../Problem';
import { Skeleton } from '../Skeleton';
import { usePeriod } from '../useInstant';
import { ExplainedMetric } from './ExplainedMetric';
import { Freshness } from './Freshness';
import { PictureDialog, type PictureDialogProps } from './PictureDialog';

/** What the numbers of a picture count, and what they are made of. */
export function ExplainDialog({ title, args, onClose }: PictureDialogProps) {
  const { picture } = useWords();
  const { data, error, refetch } = useExplanation(args);
  return (
    <PictureDialog heading={picture.explain} title={title} onClose={onClose}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="chart" />}
      {data !== undefined && <Explained explanation={data} />}
    </PictureDialog>
  );
}

function Explained({ explanation: { definitions, answer } }: { readonly explanation: Explanation }) {
  const { pictures, compare } = useWords();
  const period = usePeriod();
  const { range, comparedTo, timeZone, warnings, freshness } = answer.meta;
  const covered = [
    period(range, timeZone),
    ...(comparedTo ? [compare.to(period(comparedTo, timeZone))] : []),
    timeZone,
  ].join(' · ');
  return (
    <div className="explained">
      <p className="quiet">{covered}</p>
      {definitions.map((definition) => {
        const series = answer.series.find(({ metric }) => metric.key === definition.key);
        return (
          <section key={definition.key} className="section">
            <h3>
              <Link href={`/metrics/${definition.key}`}>{definition.label}</Link>
            </h3>
            <ExplainedMetric definition={definition} overall={series?.overall ?? null} />
          </section>
        );
      })}
      {warnings.length > 0 && (
        <section className="section">
          <h3>{pictures.warnings}</h3>
          <ul className="warnings">
            {warnings.map(({ code, message }, index) => (
              <li key={index} data-code={code}>
                <div>
                  <p>{message}</p>
                  <p>{(pictures.warning as Readonly<Record<string, string>>)[code] ?? ''}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Freshness tables={freshness ?? []} timeZone={timeZone} />
    </div>
  );
}

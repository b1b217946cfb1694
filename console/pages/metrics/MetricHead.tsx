import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Link } from 'react-aria-components';
import type { MetricDefinition } from '../../questions/useMetric';
import { OTHER } from '../../words/language';
import { useLanguage } from '../../words/words';
import { exploreAddress } from './addresses';
import { Prose } from './Prose';

/** The names and the meaning of a metric: in the language of the page, then in the other one. */
export function MetricHead({ metric }: { readonly metric: MetricDefinition }) {
  const { language, words } = useLanguage();
  const { key, label, description, otherLabel, otherDescription, priority, deprecated, entity, explainedBy } = metric;
  const hasOther = otherLabel !== label || otherDescription !== description;
  return (
    <header className="metric-head">
      <div className="page-head">
        <div>
          <h1>{label}</h1>
          <p className="metric-label">
            <code>{key}</code>
            {priority !== null && <span className="metric-badge">{priority}</span>}
            {deprecated !== null && <span className="metric-badge metric-badge-warn">{words.metrics.deprecated}</span>}
          </p>
        </div>
        <div className="metric-links">
          {entity !== null && entity !== undefined && (
            <Link className="button button-plain" href={`/retention?cohort=${key}`}>
              {words.retention.link}
            </Link>
          )}
          {explainedBy.length > 0 && (
            <Link className="button button-plain" href={`/why?metric=${key}`}>
              {words.why.link}
            </Link>
          )}
          <Link className="button button-main" href={exploreAddress(key)}>
            {words.picture.explore}
          </Link>
        </div>
      </div>
      {deprecated !== null && (
        <p className="metric-notice">
          <ExclamationTriangleIcon aria-hidden />
          <span>
            <Prose text={deprecated} />
          </span>
        </p>
      )}
      {description !== label && (
        <p className="metric-meaning">
          <Prose text={description} />
        </p>
      )}
      {hasOther && (
        <div className="metric-other" lang={OTHER[language]}>
          <p className="metric-other-label">{otherLabel}</p>
          {otherDescription !== otherLabel && (
            <p>
              <Prose text={otherDescription} />
            </p>
          )}
        </div>
      )}
    </header>
  );
}

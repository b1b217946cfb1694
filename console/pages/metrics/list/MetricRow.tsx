import type { ReactNode } from 'react';
import { GridListItem } from 'react-aria-components';
import type { CatalogMetric } from '../../../questions/useCatalog';
import { useWords } from '../../../words/words';
import { Prose } from '../Prose';
import { useUnitText } from '../useUnitText';

/** A metric of the list. It leads to the page of the metric. */
export function MetricRow({ metric }: { readonly id: string; readonly metric: CatalogMetric }) {
  const words = useWords();
  const unitText = useUnitText();
  const { key, label, description, unit, grain, priority, owner, deprecated } = metric;
  const meaning = deprecated ?? (description === label ? null : description);
  return (
    <GridListItem id={key} className="metric-row" href={`/metrics/${key}`} textValue={label}>
      <div className="metric-name" data-deprecated={deprecated !== null}>
        <p className="metric-label">
          <span>{label}</span>
          <code>{key}</code>
          {deprecated !== null && <span className="metric-badge metric-badge-warn">{words.metrics.deprecated}</span>}
        </p>
        {meaning !== null && (
          <p className="quiet">
            <Prose text={meaning} />
          </p>
        )}
      </div>
      <Cell name={words.metrics.unit}>{unitText(unit)}</Cell>
      <Cell name={words.metrics.grain}>{words.grain[grain]}</Cell>
      <Cell name={words.metrics.priority}>{priority !== null && <span className="metric-badge">{priority}</span>}</Cell>
      <Cell name={words.metrics.owner}>{owner}</Cell>
    </GridListItem>
  );
}

/** A value with the name of its column, which a narrow page and a screen reader need. */
function Cell({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === false;
  return (
    <span className="metric-cell" data-empty={isEmpty}>
      {!isEmpty && <span className="metric-cell-name">{name} </span>}
      {children}
    </span>
  );
}

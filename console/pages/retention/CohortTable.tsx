import type { CSSProperties } from 'react';
import { Warnings } from '../../charts/Warnings';
import type { CohortFragment } from '../../questions/documents';
import type { Catalog } from '../../questions/useCatalog';
import { useStatusText } from '../../widgets/useStatusText';
import { useWords } from '../../words/words';
import type { RetentionState } from './state';
import type { RetentionAnswer } from './useRetention';

interface Props {
  readonly answer: RetentionAnswer;
  readonly catalog: Catalog;
  readonly state: RetentionState;
}

/** A row for each cohort, a column for each period, and shades of the rates. */
export function CohortTable({ answer, catalog, state }: Props) {
  const { retention: words } = useWords();
  const { cohorts, overall, meta } = answer;
  const labelOf = (key: string) => catalog.metrics.find((metric) => metric.key === key)?.label ?? key;
  const title = words.table(labelOf(state.cohort), labelOf(state.returning));
  const numbers = (overall[0] ?? cohorts[0])?.periods.map(({ number }) => number) ?? [];
  const isRunning = cohorts.some(({ periods }) => periods.some(isStillRunning));
  return (
    <>
      <h2>{title}</h2>
      <Warnings warnings={meta.warnings} />
      <div className="table-frame heat-frame" tabIndex={0} role="region" aria-label={title}>
        <table className="table heat-table">
          <caption className="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.cohorts}</th>
              <th scope="col">{words.size}</th>
              {numbers.map((number) => (
                <th key={number} scope="col">
                  {number}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <Row key={cohort.time!.start} cohort={cohort} name={cohort.time!.label} />
            ))}
          </tbody>
          <tfoot>
            {overall.map((cohort, index) => (
              <Row key={index} cohort={cohort} name={words.all} />
            ))}
          </tfoot>
        </table>
      </div>
      {isRunning && <p className="quiet">{words.running}</p>}
    </>
  );
}

type Period = CohortFragment['periods'][number];

function isStillRunning({ rate, complete }: Period): boolean {
  return rate !== null && rate !== undefined && !complete;
}

function Row({ cohort, name }: { readonly cohort: CohortFragment; readonly name: string }) {
  const { retention: words } = useWords();
  const statusText = useStatusText();
  const isAll = cohort.time === null || cohort.time === undefined;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-status={cohort.status}>{cohort.size ?? statusText(cohort.status)}</td>
      {cohort.periods.map((period) => {
        const { number, rate, formatted, status } = period;
        if (rate === null || rate === undefined) {
          const reason = status === 'NO_DATA' && cohort.size !== 0 && !isAll ? words.notBegun : statusText(status);
          return (
            <td key={number} data-status={status}>
              <span aria-hidden>{status === 'SUPPRESSED' ? '▨' : ''}</span>
              <span className="hidden">{reason}</span>
            </td>
          );
        }
        const isRunning = !isAll && isStillRunning(period);
        return (
          <td key={number} className="heat" data-running={isRunning} style={{ '--heat': rate } as CSSProperties}>
            {formatted}
          </td>
        );
      })}
    </tr>
  );
}

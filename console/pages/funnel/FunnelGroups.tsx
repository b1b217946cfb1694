import type { CSSProperties } from 'react';
import { useStatusText } from '../../widgets/useStatusText';
import { useWords } from '../../words/words';
import type { FunnelRow } from './useFunnel';

interface Props {
  readonly rows: readonly FunnelRow[];
  /** The name of the dimension. */
  readonly dimension: string;
}

/** A row for each group: its entries, and the part of them that reaches each step. */
export function FunnelGroups({ rows, dimension }: Props) {
  const { funnel: words } = useWords();
  const statusText = useStatusText();
  const [row] = rows;
  if (row === undefined) return null;
  const title = words.groups(dimension);
  return (
    <div className="table-frame heat-frame" tabIndex={0} role="region" aria-label={title}>
      <table className="table heat-table">
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{dimension}</th>
            {row.steps.map(({ metric }, index) => (
              <th key={index} scope="col">
                {metric.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, steps }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {steps.map(({ entities, status, ofFirst, ofFirstText }, index) =>
                index === 0 || ofFirst === null || ofFirst === undefined ? (
                  <td key={index} data-status={status}>
                    {entities ?? statusText(status)}
                  </td>
                ) : (
                  <td key={index} className="heat" style={{ '--heat': ofFirst } as CSSProperties}>
                    {ofFirstText}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Answer } from '../questions/useSeries';
import { useWords } from '../words/words';
import { pointLabel, valueText } from './texts';

/** All numbers of an answer as a table: a row for each bucket, a column for each series. */
export function DataTable({ answer, caption }: { readonly answer: Answer; readonly caption: string }) {
  const words = useWords();
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table className="table">
        <caption className="hidden">{`${words.picture.data}: ${caption}`}</caption>
        <thead>
          <tr>
            <th scope="col">{words.picture.time}</th>
            {answer.series.map(({ label }, index) => (
              <th key={index} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.buckets.map((bucket, at) => (
            <tr key={bucket.start}>
              <th scope="row">{pointLabel(answer, at, words)}</th>
              {answer.series.map((series, index) => (
                <td key={index} data-status={series.statuses[at]}>
                  {valueText(series, at, words)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.picture.total}</th>
            {answer.series.map(({ overall }, index) => (
              <td key={index}>{overall.formatted ?? words.value.noData}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

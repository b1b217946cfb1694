import type { Answer, Series } from '../questions/useSeries';
import { Change } from '../widgets/Change';
import { useStatusText } from '../widgets/useStatusText';
import { useWords } from '../words/words';

/** The whole range by group: a row for each group, a column for each metric. */
export function GroupTable({ answer, caption }: { readonly answer: Answer; readonly caption: string }) {
  const words = useWords();
  const metrics = [...new Map(answer.series.map(({ metric }) => [metric.key, metric])).values()];
  const groups = byGroup(answer.series);
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table className="table">
        <caption className="hidden">{`${words.picture.data}: ${caption}`}</caption>
        <thead>
          <tr>
            <th scope="col">{words.picture.group}</th>
            {metrics.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ label, series }, index) => (
            <tr key={index}>
              <th scope="row">{label}</th>
              {metrics.map(({ key }) => (
                <Cell key={key} series={series.find(({ metric }) => metric.key === key) ?? null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ series }: { readonly series: Series | null }) {
  const statusText = useStatusText();
  if (series === null) return <td />;
  const { overall, metric } = series;
  return (
    <td data-status={overall.status}>
      {overall.formatted ?? statusText(overall.status)}{' '}
      <Change change={overall.change ?? null} text={overall.changeText ?? null} better={metric.better ?? null} />
    </td>
  );
}

interface GroupOfSeries {
  readonly label: string;
  readonly series: readonly Series[];
}

/** The series of each group, in the order of the answer. */
function byGroup(all: readonly Series[]): readonly GroupOfSeries[] {
  const groups = new Map<string, { label: string; series: Series[] }>();
  for (const one of all) {
    const key = JSON.stringify([one.others, one.group.map(({ value }) => value ?? null)]);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { label: one.group.map(({ label }) => label).join(' · '), series: [one] });
    else found.series.push(one);
  }
  return [...groups.values()];
}
